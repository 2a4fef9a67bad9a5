import type { Permissions } from '../../api/permissions.ts'
import { serviceUrl } from '../../base.ts'
import { saveJson } from '../../ui/save-json.ts'
import { servicePaths } from '#server/contract.ts'
import { apiUrlOf } from '../copies/api-call.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { hubOperationOf } from '../record/hub-operation.ts'
import type { ImportedRecord } from '../imported/imported-record.ts'
import { explained } from '../findings/use-explained.ts'
import { harOf } from './write-har.ts'

/** Gives the visitor these exchanges as a HAR file. */
export function saveHar(
  list: readonly Exchange[],
  permissions: Permissions,
  from: ImportedRecord | undefined,
): void {
  const now = Date.now()
  const stamp = new Date(now).toISOString().slice(0, 16).replaceAll(':', '-')
  saveJson(`hubscope-${stamp}.har`, harNow(list, permissions, from, now))
}

/** These exchanges as a HAR file's content, with what explains them. */
export function harNow(
  list: readonly Exchange[],
  permissions: Permissions,
  from: ImportedRecord | undefined,
  now: number,
) {
  const { session } = permissions
  return harOf(list, {
    version: session.service.version,
    hubVersion: session.hub.version,
    now,
    urlOf: (exchange) => addressOf(exchange, session.hubUrl),
    evidenceOf: (exchange) => explained(exchange, permissions, from).evidence,
    findingsOf: (exchange) => explained(exchange, permissions, from).findings,
  })
}

/** Twins apart from the first go straight to the hub, everything else to the service. */
function addressOf({ url, path, query, twin, operation }: Exchange, hubUrl: string): string {
  if (url !== undefined) return url
  const isStraight = twin === 'cookie' || twin === 'nobody'
  const under = hubOperationOf({ operation }) ? `${servicePaths.relay}${path}` : path.slice(1)
  const address = isStraight ? `${apiUrlOf(undefined, hubUrl, location.href)}${path}` : serviceUrl(under)
  return `${address}${query === '' ? '' : `?${query}`}`
}
