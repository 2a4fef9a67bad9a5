import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { OperationId } from '#hub/operations.ts'
import { type Decision, decide, type Target } from '#hub/scopes/decide.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { type HeldScopes, parseScopes } from '#hub/scopes/parse.ts'
import { type HubVersion, parseVersion } from '#hub/versions.ts'
import type { SignedIn } from '#server/contract.ts'
import { sessionQuery, signedInOf } from './session.ts'

/** A hub that hides its version is taken for the newest: it refuses what it does not know, and says so. */
const newest: HubVersion = { major: 6, minor: 1, patch: 1, text: '' }

export interface Permissions {
  session: SignedIn
  version: HubVersion
  held: HeldScopes
  may: (id: OperationId, target?: Target) => Decision
  /** Whether this service may be delegated a scope at all; undefined when its config does not say. */
  delegable: (scope: string) => boolean | undefined
}

/** What the visitor's token may do here. Only below the boundary that has made sure of a login. */
export function usePermissions(): Permissions {
  const { data } = useSuspenseQuery(sessionQuery)
  const session = signedInOf(data)
  if (!session) throw new Error('usePermissions needs a signed-in session')
  return useMemo(() => permissionsOf(session), [session])
}

export function permissionsOf(session: SignedIn): Permissions {
  const version = parseVersion(session.hub.version) ?? newest
  const held = parseScopes(session.identity.scopes)
  const delegated =
    session.delegable &&
    parseScopes(
      expandScopes(
        session.delegable,
        { kind: 'user', name: session.identity.name, client: session.service.name },
        version,
      ),
    )
  return {
    session,
    version,
    held,
    may: (id, target = { kind: 'none' }) => decide(id, target, held, { version }),
    delegable: (scope) => delegated?.has(scope),
  }
}

/** The sentence on a disabled control; undefined when the control may be used. */
export function reasonAgainst(decision: Decision, permissions: Permissions): string | undefined {
  if (decision.verdict !== 'denied') return undefined
  if (decision.why === 'not-offered') return 'The hub’s version does not offer this.'
  const scopes = decision.scopes.join(' or ')
  if (decision.why === 'filtered-out') {
    return `You hold ${scopes} only for ${extentOf(decision.scopes, permissions.held)}.`
  }
  const never = decision.scopes.every((scope) => permissions.delegable(scope) === false)
  return never ? `Needs ${scopes}, which Hubscope was not given.` : `Needs ${scopes}, which you do not hold.`
}

/** "group physics-101 and user ta": what the filters of the held scopes name. */
function extentOf(scopes: readonly string[], held: HeldScopes): string {
  const named = scopes.flatMap((scope) => {
    const extent = held.get(scope)
    if (!extent || extent === 'all') return []
    return [...extent].flatMap(([kind, values]) => [...values].map((value) => `${kind} ${value}`))
  })
  return [...new Set(named)].join(' and ')
}
