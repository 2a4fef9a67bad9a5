import { expandScopes } from '#hub/scopes/expand.ts'
import { parentsOf, superscopesOf, withSubscopes } from '#hub/scopes/hierarchy.ts'
import { parseScope, parseScopes } from '#hub/scopes/parse.ts'
import { requiredScopes } from '#hub/operations.ts'
import type { HubVersion } from '#hub/versions.ts'
import type { Evidence } from './evidence.ts'
import type { Delegable, ScopeComparison } from './finding.ts'

/** More would bury the ones that matter. */
const mostNear = 5

/** Sets the scopes an operation asks for beside those held and those the service may be delegated. */
export function compareScopes(evidence: Evidence, version: HubVersion): ScopeComparison {
  const { operation, error } = evidence.request
  const fromAnswer = error.tag === 'refused' ? error.requiredScopes : undefined
  const required = fromAnswer ?? (operation ? requiredScopes(operation, version) : [])
  return {
    required: required.map((scope) => ({ scope, delegable: delegable(scope, evidence, version) })),
    source: fromAnswer ? 'answer' : 'table',
    within: [...new Set(required.flatMap((scope) => superscopesOf(scope, version)))].filter(
      (scope) => !required.includes(scope),
    ),
    near: nearScopes(required, evidence.credential?.scopes ?? [], version),
  }
}

/** Whether the service's own configuration lets it ask for a scope. */
function delegable(scope: string, { service, credential }: Evidence, version: HubVersion): Delegable {
  if (!service.allowedScopes) return 'unknown'
  const owner = { kind: 'user', name: credential?.name ?? '', client: service.name } as const
  const extent = parseScopes(expandScopes(service.allowedScopes, owner, version)).get(scope)
  if (extent === undefined) return 'no'
  return extent === 'all' ? 'yes' : 'filtered'
}

/**
 * Held scopes that come near to the required ones: the same with a filter; when there is none, parts of them; when there
 * is none of these either, siblings under the same parent.
 */
export function nearScopes(
  required: readonly string[],
  held: readonly string[],
  version: HubVersion,
): string[] {
  const parts = new Set(required.flatMap((scope) => withSubscopes(scope, version)))
  const parents = new Set(required.flatMap((scope) => parentsOf(scope, version)))
  const siblings = new Set([...parents].flatMap((parent) => withSubscopes(parent, version)))
  const ways: ((base: string) => boolean)[] = [
    (base) => required.includes(base),
    (base) => parts.has(base),
    (base) => siblings.has(base),
  ]
  return ways
    .map((isNear) => held.filter((scope) => isNear(parseScope(scope).base)))
    .reduce((best, next) => (best.length > 0 ? best : next), [])
    .toSorted((a, b) => a.localeCompare(b))
    .slice(0, mostNear)
}

/** Why a held scope that comes near does not reach: a few words beside it. */
export function whyNear(held: string, required: readonly string[]): string {
  const { base, filter } = parseScope(held)
  if (!required.includes(base)) return 'does not contain it'
  return filter ? `only for ${filter.kind} ${filter.value ?? ''}` : 'held when last asked'
}

/** The weakest of several scopes, any of which would do: the one that holds the fewest others. */
export function weakest(scopes: readonly string[], version: HubVersion): string | undefined {
  return scopes.toSorted((a, b) => withSubscopes(a, version).length - withSubscopes(b, version).length)[0]
}
