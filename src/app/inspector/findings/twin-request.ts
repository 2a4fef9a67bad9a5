import { canBeTwinned, type TwinRequest } from '../../api/twins.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { hubOperationOf } from '../record/hub-operation.ts'

/** An exchange of this page as a request that may be sent again in other ways; undefined when it does not just read. */
export function twinRequestOf(exchange: Exchange): TwinRequest | undefined {
  const operation = hubOperationOf(exchange)
  const isOurs = exchange.url === undefined
  if (!operation || !isOurs || !canBeTwinned(operation)) return undefined
  return { operation, params: exchange.params, query: exchange.query }
}
