import type { Permissions } from '../../api/permissions.ts'
import { serviceUrl } from '../../base.ts'
import { servicePaths } from '#server/contract.ts'
import { apiUrlOf } from '../copies/api-call.ts'
import type { Exchange } from '../exchange-store.ts'
import { hubOperationOf } from '../hub-operation.ts'
import type { ImportedRecord } from '../imported/imported-record.ts'
import { explained } from '../use-explained.ts'
import { harOf } from './write-har.ts'

/** Gives the visitor these exchanges as a HAR file. */
export function saveHar(
  list: readonly Exchange[],
  permissions: Permissions,
  from: ImportedRecord | undefined,
): void {
  const { session } = permissions
  const now = Date.now()
  const har = harOf(list, {
    version: session.service.version,
    hubVersion: session.hub.version,
    now,
    urlOf: (exchange) => addressOf(exchange, session.hubUrl),
    evidenceOf: (exchange) => explained(exchange, permissions, from).evidence,
    findingsOf: (exchange) => explained(exchange, permissions, from).findings,
  })
  const stamp = new Date(now).toISOString().slice(0, 16).replaceAll(':', '-')
  save(`hubscope-${stamp}.har`, new Blob([JSON.stringify(har, undefined, 1)], { type: 'application/json' }))
}

/** Twins apart from the first go straight to the hub, everything else to the service. */
function addressOf({ url, path, query, twin, operation }: Exchange, hubUrl: string): string {
  if (url !== undefined) return url
  const isStraight = twin === 'cookie' || twin === 'nobody'
  const under = hubOperationOf({ operation }) ? `${servicePaths.relay}${path}` : path.slice(1)
  const address = isStraight ? `${apiUrlOf(undefined, hubUrl, location.href)}${path}` : serviceUrl(under)
  return `${address}${query === '' ? '' : `?${query}`}`
}

function save(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
