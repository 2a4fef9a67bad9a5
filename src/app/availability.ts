import { operationOf, type OperationId, requiredScopes } from '#hub/operations.ts'
import { compactScopes } from '#hub/scopes/compact.ts'
import { decide } from '#hub/scopes/decide.ts'
import { withSubscopes } from '#hub/scopes/hierarchy.ts'
import { type HeldScopes, unparse } from '#hub/scopes/parse.ts'
import { type HubVersion, isSince } from '#hub/versions.ts'
import { type Feature, isAimed, type Need } from './features.ts'

/**
 * What a token has of a part of the page. `partly`: for what the filters of these held scopes name. Of each list in
 * `missing` any one scope makes it available for the whole hub; of each in `lacks` nothing at all is held.
 */
export type Availability =
  | { state: 'available' }
  | { state: 'partly'; scopes: readonly string[]; missing: readonly (readonly string[])[] }
  | { state: 'not'; missing: readonly (readonly string[])[]; lacks: readonly (readonly string[])[] }
  | { state: 'not-offered' }

/** What a part of the page has of all that it needs: as much as of the need that is met worst. */
export function availabilityOf({ needs }: Feature, held: HeldScopes, version: HubVersion): Availability {
  const met = needs.map((need) => metBy(need, held, version))
  if (met.some(({ state }) => state === 'not-offered')) return { state: 'not-offered' }
  const missing = met.flatMap((each) => ('missing' in each ? each.missing : []))
  const lacks = met.flatMap((each) => (each.state === 'not' ? each.lacks : []))
  if (lacks.length > 0) return { state: 'not', missing, lacks }
  const scopes = [...new Set(met.flatMap((each) => (each.state === 'partly' ? each.scopes : [])))]
  return missing.length > 0 ? { state: 'partly', scopes, missing } : { state: 'available' }
}

function metBy(need: Need, held: HeldScopes, version: HubVersion): Availability {
  if (need.kind === 'field') return metByAny(need.anyOf, kindsOf(need.of), held)
  const id = need.operation
  const required = requiredScopes(id, version)
  if (isAimed(id)) {
    if (!isSince(version, operationOf(id).since)) return { state: 'not-offered' }
    // Hubs before 5.0 look at the first of the required scopes that is held, and at no other.
    const first = isSince(version, '5.0') ? undefined : required.find((base) => held.has(base))
    const looked = first === undefined ? required : [first]
    const met = metByAny(looked, kindsOf(operationOf(id).target), held)
    if (met.state === 'not') return not(required)
    return met.state === 'partly' ? { ...met, missing: [required] } : met
  }
  return metByDecision(id, required, held, version)
}

function metByDecision(
  id: OperationId,
  required: readonly string[],
  held: HeldScopes,
  version: HubVersion,
): Availability {
  const decision = decide(id, { kind: 'none' }, held, { version })
  if (decision.verdict === 'allowed') {
    return decision.rule.tag === 'narrowed-list'
      ? { state: 'partly', scopes: decision.rule.scopes, missing: [required] }
      : { state: 'available' }
  }
  const isOffered = decision.verdict !== 'denied' || decision.why !== 'not-offered'
  return isOffered ? not(required) : { state: 'not-offered' }
}

function metByAny(anyOf: readonly string[], kinds: readonly string[], held: HeldScopes): Availability {
  const scopes: string[] = []
  for (const base of anyOf) {
    const extent = held.get(base)
    if (extent === 'all') return { state: 'available' }
    if (extent) scopes.push(...unparse(base, new Map([...extent].filter(([kind]) => kinds.includes(kind)))))
  }
  return scopes.length > 0 ? { state: 'partly', scopes, missing: [anyOf] } : not(anyOf)
}

function not(anyOf: readonly string[]): Availability {
  return { state: 'not', missing: [anyOf], lacks: [anyOf] }
}

/** The kinds of filters that can match a target. */
function kindsOf(target: string): readonly string[] {
  if (target === 'user') return ['user', 'group']
  return target === 'server' ? ['server', 'user', 'group'] : [target]
}

/** The fewest scopes that make all of these parts available for the whole hub. */
export function scopesFor(parts: readonly Availability[], version: HubVersion): string[] {
  return fewestOf(
    parts.flatMap((part) => ('missing' in part ? part.missing : [])),
    version,
  )
}

/** The fewest scopes of which each list has one: of several that would do, the one that brings least. */
export function fewestOf(lists: readonly (readonly string[])[], version: HubVersion): string[] {
  const weight = (scope: string) => withSubscopes(scope, version).length
  const needed = lists.flatMap((anyOf) => anyOf.toSorted((a, b) => weight(a) - weight(b)).slice(0, 1))
  return compactScopes(withoutOverlap(needed, lists, version), version)
}

/** What another needed scope brings anyway is not added for a list that it serves. */
function withoutOverlap(
  needed: readonly string[],
  lists: readonly (readonly string[])[],
  version: HubVersion,
): string[] {
  const sure = new Set(lists.filter((anyOf) => anyOf.length === 1).flat())
  const brought = new Set([...sure].flatMap((scope) => withSubscopes(scope, version)))
  return needed.filter((scope, index) => sure.has(scope) || !lists[index]?.some((each) => brought.has(each)))
}
