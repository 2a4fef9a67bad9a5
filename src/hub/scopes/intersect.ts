import { type HubVersion, isSince } from '../versions.ts'
import type { GroupLookup } from './decision.ts'
import { type Extent, type Filters, parseScopes, unparse } from './parse.ts'
import { type OnRaise, reportEmptyFilters } from './raise.ts'

/** What two lists of scopes have in common. */
export interface Intersection {
  scopes: string[]
  /** Those that would be in it too if a user, whose groups are not known, were in the right one. */
  doubtful: string[]
}

/**
 * What both lists of expanded scopes allow. The narrower filter survives; a group never becomes its members. Without
 * `groupsOf` nobody is in a group, as in a service's own checks, where the hub's database is out of reach.
 * Source: `_intersect_expanded_scopes` in jupyterhub/scopes.py.
 */
export function intersect(
  a: readonly string[],
  b: readonly string[],
  version: HubVersion,
  groupsOf?: GroupLookup,
  onRaise?: OnRaise,
): Intersection {
  reportEmptyFilters(a, version, onRaise)
  reportEmptyFilters(b, version, onRaise)
  const left = parseScopes(a)
  const right = parseScopes(b)
  const all: Intersection = { scopes: [], doubtful: [] }
  for (const [base, extent] of left) {
    const other = right.get(base)
    if (!other) continue
    const { scopes, doubtful } = intersectBase(base, extent, other, groupsOf)
    if (onRaise) reportFrozen(scopes, extent, other, version, onRaise)
    all.scopes.push(...scopes)
    all.doubtful.push(...doubtful)
  }
  return all
}

function intersectBase(base: string, a: Extent, b: Extent, groupsOf: GroupLookup | undefined): Intersection {
  if (a === 'all') return { scopes: unparse(base, b), doubtful: [] }
  if (b === 'all') return { scopes: unparse(base, a), doubtful: [] }
  const sure = new Set<string>()
  const doubtful = new Set<string>()
  for (const [kind, values] of a) {
    for (const value of values) if (b.get(kind)?.has(value)) sure.add(`${base}!${kind}=${value}`)
  }
  const keep = (survives: boolean | undefined, scope: string) => {
    if (survives) sure.add(scope)
    else if (survives === undefined) doubtful.add(scope)
  }
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const server of one.get('server') ?? []) {
      const [user = ''] = server.split('/', 1)
      const isNamed = other.get('user')?.has(user)
      keep(isNamed || isMember(user, other, groupsOf), `${base}!server=${server}`)
    }
    for (const user of one.get('user') ?? []) keep(isMember(user, other, groupsOf), `${base}!user=${user}`)
  }
  return { scopes: [...sure], doubtful: [...doubtful].filter((scope) => !sure.has(scope)) }
}

/** Whether a user is in a group that the filters name; undefined when the user's groups are not known. */
function isMember(user: string, filters: Filters, groupsOf: GroupLookup | undefined): boolean | undefined {
  const groups = filters.get('group')
  return groups ? groupsOf?.(user)?.some((group) => groups.has(group)) : false
}

/**
 * Before 4.1 a survivor of a kind that both sides filter by cannot be added to what they have in common, unless it is in
 * there anyway: `'frozenset' object has no attribute 'add'`.
 */
function reportFrozen(
  survivors: readonly string[],
  a: Extent,
  b: Extent,
  version: HubVersion,
  onRaise: OnRaise,
): void {
  if (isSince(version, '4.1') || a === 'all' || b === 'all') return
  for (const kind of ['server', 'user']) {
    const mine = a.get(kind)
    const other = b.get(kind)
    if (!mine || !other) continue
    const added = survivors.find((scope) => {
      const filter = scope.slice(scope.indexOf('!') + 1)
      const value = filter.slice(kind.length + 1)
      return filter.startsWith(`${kind}=`) && !(mine.has(value) && other.has(value))
    })
    if (added !== undefined) onRaise({ type: 'AttributeError', scope: added, isCertain: true })
  }
}
