import { harNow } from '../inspector/har/save-har.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import type { Permissions } from '../api/permissions.ts'
import type { RouteRow } from '#hub/route-rows.ts'
import type { Bundle } from './bundle.ts'
import type { Outcome } from './doctor-store.ts'
import { driftOf } from '#diagnosis/doctor/drift.ts'
import { examine } from '#diagnosis/doctor/examine.ts'
import type { Reach } from '#diagnosis/doctor/results.ts'
import { mutedNow } from './mutes.ts'

/** Servers of a large hub that go into a file. */
const mostReaches = 2_000

/** Everything in one file. What goes in was redacted when it was recorded; names of users and addresses stay in it. */
export function bundleOf(
  outcome: Outcome,
  reaches: readonly Reach[] | undefined,
  permissions: Permissions,
  routes: readonly RouteRow[] | undefined,
): Bundle {
  const { session } = permissions
  const now = Date.now()
  // What was found of users' servers belongs to the findings, whichever page found it.
  const results = { ...outcome.results, ...(reaches && { reaches: reaches.slice(0, mostReaches) }) }
  return {
    kind: 'hubscope-support-bundle',
    madeAt: now,
    service: session.service,
    hubVersion: session.hub.version,
    browser: navigator.userAgent,
    visitor: {
      ...(session.identity.admin === undefined ? {} : { admin: session.identity.admin }),
      scopes: session.identity.scopes,
      delegable: session.delegable,
    },
    results,
    findings: examine(results).findings.map(({ code, certainty }) => ({ code, certainty })),
    mutes: [...mutedNow()],
    routes: routes ? driftOf(routes) : null,
    har: harNow(exchanges.snapshot(), permissions, undefined, now),
  }
}
