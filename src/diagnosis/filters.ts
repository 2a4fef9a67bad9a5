import { authorize } from '#hub/scopes/authorize.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScope, parseScopes, unparse } from '#hub/scopes/parse.ts'
import { isAdminsOwn, ownerOf, type Question, rolesOpen } from './grants/grant.ts'

/**
 * Whose filter narrows a held scope. A token holds what roles and the service's delegation list have in common, so the
 * list, where it is known, tells: `roles`, `delegation`, or `either` when it does not.
 */
export type FilterOrigin =
  | { by: 'roles' }
  | { by: 'delegation'; scopes: readonly string[] }
  | { by: 'either' }

/** Where the filter comes from that leaves the question's target out of `base`. */
export function filterOrigin(question: Question, base: string): FilterOrigin {
  const { service, target, version } = question
  if (rolesOpen(question) === false) return { by: 'roles' }
  if (!service.allowedScopes) return { by: 'either' }
  const allowed = parseScopes(expandScopes(service.allowedScopes, ownerOf(question), version))
  const extent = allowed.get(base)
  if (extent === undefined || extent === 'all') return { by: 'roles' }
  const scopes = unparse(base, extent)
  if (rolesOpen(question) || isAdminsOwn(question, base)) return { by: 'delegation', scopes }
  switch (authorize([base], target, allowed, { version }).verdict) {
    case 'allowed':
      return { by: 'roles' }
    case 'denied':
      return { by: 'delegation', scopes }
    case 'unknown':
      return { by: 'either' }
  }
}

/** What scopes are limited to: "group physics-101", "user ta". */
export function limitsOf(scopes: readonly string[]): string[] {
  const filters = scopes.map((scope) => parseScope(scope).filter).filter((filter) => filter !== undefined)
  return [...new Set(filters.map(({ kind, value }) => `${kind} ${value ?? ''}`))]
}
