import { type HubVersion, isSince } from '../versions.ts'
import { parseScope } from './parse.ts'

/**
 * An exception that the hub raises instead of giving a result; a request that runs into it is answered with a 500.
 * `isCertain` is false where the order of a Python set decides, which changes from one start of the hub to the next.
 */
export interface Raise {
  type: 'KeyError' | 'ValueError' | 'AttributeError' | 'RecursionError'
  scope: string
  isCertain: boolean
}

/** Told of what the hub would raise; the engine itself goes on as if the fault were not there. */
export type OnRaise = (raise: Raise) => void

/**
 * From 5.0 a filter without a value (`users!user=`, `users!group`) cannot be parsed, unless an unfiltered form of the
 * same base was met before. `inOrder`: the scopes come as a list and not as a set. Source: `parse_scopes`.
 */
export function reportEmptyFilters(
  scopes: Iterable<string>,
  version: HubVersion,
  onRaise: OnRaise | undefined,
  inOrder = false,
): void {
  if (!onRaise || !isSince(version, '5.0')) return
  const all = [...scopes]
  const met = new Set<string>()
  const unfiltered = new Set(
    all
      .map(parseScope)
      .filter(({ filter }) => !filter)
      .map(({ base }) => base),
  )
  for (const scope of all) {
    const { base, filter } = parseScope(scope)
    if (!filter) met.add(base)
    else if (!filter.value && !(inOrder && met.has(base))) {
      onRaise({ type: 'ValueError', scope, isCertain: inOrder || !unfiltered.has(base) })
    }
  }
}
