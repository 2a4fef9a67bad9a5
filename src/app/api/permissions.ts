import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { operationOf, type OperationId } from '#hub/operations.ts'
import { type Decision, decide, type Target } from '#hub/scopes/decide.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { intersect } from '#hub/scopes/intersect.ts'
import { type HeldScopes, parseScope, parseScopes } from '#hub/scopes/parse.ts'
import { type HubVersion, parseVersion } from '#hub/versions.ts'
import type { SignedIn } from '#server/contract.ts'
import { newestHub } from './newest-hub.ts'
import { sessionQuery, signedInOf } from './session.ts'
import { type ShownAs, useShownAs } from './preview/shown-as.ts'

export interface Permissions {
  session: SignedIn
  version: HubVersion
  /** Expanded. Of another token, when the page is shown as that would see it, but never more than the visitor's own. */
  held: HeldScopes
  may: (id: OperationId, target?: Target) => Decision
  /** Whether this service may be delegated a scope at all; undefined when its config does not say. */
  delegable: (scope: string) => boolean | undefined
}

/** What may be done here: by the visitor's token, or by the one that the page is shown as. Only below the login's boundary. */
export function usePermissions(): Permissions {
  const session = useSession()
  const shown = useShownAs()
  return useMemo(() => (shown ? permissionsAs(session, shown) : permissionsOf(session)), [session, shown])
}

/** What the visitor's token may do, whatever the page is shown as. */
export function useOwnPermissions(): Permissions {
  const session = useSession()
  return useMemo(() => permissionsOf(session), [session])
}

function useSession(): SignedIn {
  const { data } = useSuspenseQuery(sessionQuery)
  const session = signedInOf(data)
  if (!session) throw new Error('usePermissions needs a signed-in session')
  return session
}

export function permissionsOf(session: SignedIn): Permissions {
  const version = parseVersion(session.hub.version) ?? newestHub
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

/**
 * What a token with these scopes might do here. Reading takes the visitor's own right as well, because the visitor's
 * token is what asks; a write is judged by that token alone, since it is never sent.
 */
export function permissionsAs(session: SignedIn, scopes: ShownAs): Permissions {
  const version = parseVersion(session.hub.version) ?? newestHub
  const expanded = expandScopes(scopes, { kind: 'other', name: '' }, version)
  const wished = parseScopes(expanded)
  const readable = parseScopes(intersect(expanded, session.identity.scopes, version).scopes)
  return {
    session,
    version,
    held: readable,
    may: (id, target = { kind: 'none' }) =>
      decide(id, target, operationOf(id).method === 'GET' ? readable : wished, { version }),
    // It is not this service that the other token was given to.
    delegable: () => undefined,
  }
}

/** The sentence on a disabled control; undefined when the control may be used. */
export function reasonAgainst(decision: Decision, permissions: Permissions): string | undefined {
  if (decision.verdict !== 'denied') return undefined
  if (decision.why === 'not-offered') return 'The hub’s version does not offer this.'
  const scopes = decision.scopes.join(' or ')
  if (decision.why === 'filtered-out') {
    const near = 'scopes' in decision.rule ? decision.rule.scopes : []
    return `You hold ${scopes} only for ${extentOf(near)}.`
  }
  const never = decision.scopes.every((scope) => permissions.delegable(scope) === false)
  return never ? `Needs ${scopes}, which Hubscope was not given.` : `Needs ${scopes}, which you do not hold.`
}

/** "group physics-101 and user ta": what the filters of these scopes name. */
export function extentOf(scopes: readonly string[]): string {
  const named = scopes.flatMap((scope) => {
    const { filter } = parseScope(scope)
    return filter ? [`${filter.kind} ${filter.value ?? ''}`] : []
  })
  return [...new Set(named)].join(' and ')
}
