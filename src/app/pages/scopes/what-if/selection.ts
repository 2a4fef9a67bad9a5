import { compactScopes } from '#hub/scopes/compact.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScope, parseScopes } from '#hub/scopes/parse.ts'
import type { HubVersion } from '#hub/versions.ts'

/** The scopes of a token that may come to be, as few as say it all. */
export type Selection = readonly string[]

const nobody = { kind: 'other', name: '' } as const

/** `on`: chosen as it stands; `brought`: by a wider scope that is chosen; `filtered`: chosen with a filter. */
export type Tick = 'on' | 'brought' | 'filtered' | 'off'

/** How a scope without filter stands in a selection. */
export function tickOf(base: string, selection: Selection, version: HubVersion): Tick {
  if (selection.includes(base)) return 'on'
  const extent = parseScopes(expandScopes(selection, nobody, version)).get(base)
  if (extent === undefined) return 'off'
  return extent === 'all' ? 'brought' : 'filtered'
}

/** With a scope added, or taken out again; what it makes needless goes. */
export function withScope(selection: Selection, scope: string, version: HubVersion): Selection {
  return compactScopes([...selection, scope], version)
}

export function withoutScope(selection: Selection, scope: string): Selection {
  return selection.filter((each) => each !== scope)
}

/** Filters of a base that are chosen themselves, in the hub's words: `group=physics`. */
export function filtersOf(base: string, selection: Selection): string[] {
  return selection.flatMap((scope) => {
    const parsed = parseScope(scope)
    return parsed.base === base && parsed.filter ? [scope.slice(base.length + 1)] : []
  })
}

/** Makes raw scopes concrete: `self` and bare filters are about the owner. */
export function concrete(raw: readonly string[], owner: string, version: HubVersion): Selection {
  return compactScopes(expandScopes(raw, { kind: 'user', name: owner }, version), version)
}
