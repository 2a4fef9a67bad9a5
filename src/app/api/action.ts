import type { ServerKey } from '#hub/server-key.ts'

/** Something the visitor did, to which the requests belong that it caused: its write, the reads after it, the stream. */
export interface Action {
  id: number
  /** In the words of its button: "Stop alice/gpu". */
  label: string
}

interface ServerDeed {
  action: Action
  /** A start ends with its spawn, a stop when the hub's model was read again. */
  kind: 'start' | 'stop'
}

let newest = 0
let current: Action | undefined
const onServers = new Map<ServerKey, readonly ServerDeed[]>()

/** Ids grow, also from one load of the page to the next. */
export function newAction(label: string): Action {
  newest = Math.max(newest + 1, Date.now())
  return { id: newest, label }
}

/**
 * Every request that begins while `run` does, up to its first pause, belongs to the action; what comes after a pause is
 * given it explicitly. That is how it gets through TanStack Query, which calls a query's function at once.
 */
export function within<Result>(action: Action | undefined, run: () => Result): Result {
  const outer = current
  current = action
  try {
    return run()
  } finally {
    current = outer
  }
}

export function currentAction(): Action | undefined {
  return current
}

/** Begins an action on a server, to which belongs what is asked about the server until `endServerAction`. */
export function beginServerAction(key: ServerKey, kind: ServerDeed['kind'], label: string): Action {
  const action = newAction(label)
  onServers.set(key, [...deedsOn(key), { action, kind }])
  return action
}

/** The newest action under way on any of these servers. */
export function serverAction(...keys: readonly ServerKey[]): Action | undefined {
  const actions = keys.flatMap((key) => deedsOn(key).map(({ action }) => action))
  return actions.toSorted((a, b) => b.id - a.id)[0]
}

/** The starts under way on a server. */
export function startActions(key: ServerKey): readonly Action[] {
  return deedsOn(key)
    .filter(({ kind }) => kind === 'start')
    .map(({ action }) => action)
}

export function endServerAction(key: ServerKey, action: Action): void {
  const others = deedsOn(key).filter((deed) => deed.action.id !== action.id)
  if (others.length > 0) onServers.set(key, others)
  else onServers.delete(key)
}

function deedsOn(key: ServerKey): readonly ServerDeed[] {
  return onServers.get(key) ?? []
}
