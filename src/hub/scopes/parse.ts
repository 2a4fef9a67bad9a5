/** A scope split at its first `!`, and the filter at its first `=`; values are taken as they are. */
export interface Scope {
  base: string
  filter: { kind: string; value: string | undefined } | undefined
}

/** `servers!group=a=b` is base `servers`, kind `group`, value `a=b`. `!user` alone has no value. */
export function parseScope(text: string): Scope {
  const bang = text.indexOf('!')
  if (bang < 0) return { base: text, filter: undefined }
  const base = text.slice(0, bang)
  const filter = text.slice(bang + 1)
  if (filter === '') return { base, filter: undefined }
  const equals = filter.indexOf('=')
  return equals < 0
    ? { base, filter: { kind: filter, value: undefined } }
    : { base, filter: { kind: filter.slice(0, equals), value: filter.slice(equals + 1) } }
}

/** What is held of one base: everything, or what the filters of each kind name. */
export type Extent = 'all' | Filters

/** The values by kind: `user`, `server`, `group`, `service`, or whatever else was written. */
export type Filters = ReadonlyMap<string, ReadonlySet<string>>

/** Held scopes by base. Several filters on one base add up; an unfiltered one swallows them. */
export type HeldScopes = ReadonlyMap<string, Extent>

/** Expects expanded scopes, as `GET /user` returns them. Source: `parse_scopes` in jupyterhub/scopes.py. */
export function parseScopes(scopes: Iterable<string>): HeldScopes {
  const held = new Map<string, 'all' | Map<string, Set<string>>>()
  for (const text of scopes) {
    const { base, filter } = parseScope(text)
    const before = held.get(base)
    if (!filter || before === 'all') {
      held.set(base, 'all')
      continue
    }
    const kinds = before ?? new Map<string, Set<string>>()
    const values = kinds.get(filter.kind) ?? new Set<string>()
    values.add(filter.value ?? '')
    kinds.set(filter.kind, values)
    held.set(base, kinds)
  }
  return held
}

/** The scopes that say how far one base is held: itself, or each of its filters. */
export function unparse(base: string, extent: Extent): string[] {
  if (extent === 'all') return [base]
  return [...extent].flatMap(([kind, values]) => [...values].map((value) => `${base}!${kind}=${value}`))
}

/** Source: `unparse_scopes` in jupyterhub/scopes.py. */
export function unparseScopes(held: HeldScopes): string[] {
  return [...held].flatMap(([base, extent]) => unparse(base, extent))
}

/**
 * A base without filter swallows its filtered forms; parents do not swallow children.
 * Source: `reduce_scopes` in jupyterhub/scopes.py.
 */
export function reduceScopes(scopes: Iterable<string>): string[] {
  return unparseScopes(parseScopes(scopes))
}
