import { authorize } from '#hub/scopes/authorize.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScope, parseScopes, unparse } from '#hub/scopes/parse.ts'
import { isAdminsOwn, ownerOf, type Question, rolesOpen } from './grants/grant.ts'

/**
 * Whose filter narrows a held scope. A token holds what roles and the service's delegation list have in common, so the
 * list, where it is known, tells: `roles`, `delegation`, or `either` when it does not. `login`: neither does any more, but
 * a token keeps the scopes it was issued with.
 */
export type FilterOrigin =
  | { by: 'roles' | 'login' | 'either' }
  | { by: 'delegation'; scopes: readonly string[] }

/** Where the filter comes from that leaves the question's target out of `base`. */
export function filterOrigin(question: Question, base: string): FilterOrigin {
  const { service, target, version } = question
  if (rolesOpen(question) === false) return { by: 'roles' }
  if (!service.allowedScopes) return { by: 'either' }
  const rolesReach = rolesOpen(question) === true || isAdminsOwn(question, base)
  const allowed = parseScopes(expandScopes(service.allowedScopes, ownerOf(question), version))
  const extent = allowed.get(base)
  if (extent === undefined || extent === 'all') return { by: rolesReach ? 'login' : 'roles' }
  const scopes = unparse(base, extent)
  const { verdict } = authorize([base], target, allowed, { version })
  if (verdict === 'allowed') return { by: rolesReach ? 'login' : 'roles' }
  return verdict === 'denied' || rolesReach ? { by: 'delegation', scopes } : { by: 'either' }
}

/** What scopes are limited to: "group physics-101", "user ta". */
export function limitsOf(scopes: readonly string[]): string[] {
  const filters = scopes.map((scope) => parseScope(scope).filter).filter((filter) => filter !== undefined)
  return [...new Set(filters.map(({ kind, value }) => `${kind} ${value ?? ''}`))]
}
