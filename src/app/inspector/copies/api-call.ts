import { operationOf } from '#hub/operations.ts'
import { acceptOf } from '../../api/accept.ts'
import { whyIncomplete } from '../record/body-state.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { hubOperationOf } from '../record/hub-operation.ts'

/** One call of the hub's own REST API, as anybody with a token could make it. */
export interface ApiCall {
  method: string
  /** Absolute. */
  url: string
  accept: string
  /** JSON as it was sent. */
  body: string | undefined
  /** What is to be known before it is run, as a sentence. */
  note: string | undefined
}

/** The variable that holds the token, wherever a copied call runs. */
export const tokenVariable = 'JUPYTERHUB_API_TOKEN'

/**
 * The hub's public REST API, without a slash at its end. `hubUrl` is the session's: a path, or an address in subdomain
 * mode; `page` any address of this page. `url` is an imported exchange's, which may have asked another hub; Hubscope's
 * own address does not take tokens, and the hub's is beside it.
 */
export function apiUrlOf(url: string | undefined, hubUrl: string, page: string): string {
  const api = /^(.*?)(?:\/services\/[^/]+)?(\/hub\/api)(?:[/?]|$)/.exec(url ?? '')
  return api ? `${api[1]}${api[2]}` : new URL('api', new URL(hubUrl, page)).href
}

/** What an exchange asked of the hub; undefined for a request that only Hubscope's service answers. */
export function apiCallOf(exchange: Exchange, apiUrl: string): ApiCall | undefined {
  const { method, path, query, requestBody } = exchange
  const operation = hubOperationOf(exchange)
  if (!operation) return undefined
  return {
    method,
    url: `${apiUrl}${path}${query === '' ? '' : `?${query}`}`,
    accept: acceptOf(operationOf(operation)),
    body: requestBody?.text,
    note: whyIncomplete(query, requestBody),
  }
}
