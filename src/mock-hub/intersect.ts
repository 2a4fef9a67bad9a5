import { parseScopes, type Extent, type HeldScopes } from '#hub/scopes/parse.ts'

/** The names of a user's groups. */
export type GroupLookup = (user: string) => readonly string[]

/**
 * What both lists of expanded scopes allow; the narrower filter survives, a group never becomes its members.
 * Source: `_intersect_expanded_scopes` in jupyterhub/scopes.py.
 */
export function intersectScopes(a: readonly string[], b: readonly string[], groupsOf: GroupLookup): string[] {
  const left = parseScopes(a)
  const right = parseScopes(b)
  const found: string[] = []
  for (const [base, extent] of left) {
    const other = right.get(base)
    if (other) found.push(...intersectBase(base, extent, other, groupsOf))
  }
  return found
}

function intersectBase(base: string, a: Extent, b: Extent, groupsOf: GroupLookup): string[] {
  if (a === 'all') return unparse(base, b)
  if (b === 'all') return unparse(base, a)
  const survivors = new Set<string>()
  for (const [kind, values] of a) {
    for (const value of values) if (b.get(kind)?.has(value)) survivors.add(`${base}!${kind}=${value}`)
  }
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const users = other.get('user')
    const groups = other.get('group')
    const inGroups = (user: string) =>
      groups !== undefined && groupsOf(user).some((group) => groups.has(group))
    for (const server of one.get('server') ?? []) {
      const user = server.split('/', 1)[0] ?? ''
      if (users?.has(user) || inGroups(user)) survivors.add(`${base}!server=${server}`)
    }
    for (const user of one.get('user') ?? []) if (inGroups(user)) survivors.add(`${base}!user=${user}`)
  }
  return [...survivors]
}

/** A base without filter swallows the filtered forms; nothing else is reduced. */
export function reduceScopes(scopes: Iterable<string>): string[] {
  return unparseAll(parseScopes(scopes))
}

function unparseAll(held: HeldScopes): string[] {
  return [...held].flatMap(([base, extent]) => unparse(base, extent))
}

function unparse(base: string, extent: Extent): string[] {
  if (extent === 'all') return [base]
  return [...extent].flatMap(([kind, values]) => [...values].map((value) => `${base}!${kind}=${value}`))
}
