/** The search for users who break a list, while it is under way. */
export interface PoisonSearch {
  /** Among how many users the culprit is, as far as is known. */
  among: number
  cancel: () => void
}

let current: PoisonSearch | undefined
const listeners = new Set<() => void>()

function show(next: PoisonSearch | undefined): void {
  current = next
  for (const listener of listeners) listener()
}

/** For `useSyncExternalStore`; the one that has moved last, when several lists are searched. */
export const poisonSearch = {
  get: () => current,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export interface RunningSearch {
  /** Aborts when the visitor does not want to wait. */
  signal: AbortSignal
  narrowed: (among: number) => void
  end: () => void
}

export function beginPoisonSearch(): RunningSearch {
  const given = new AbortController()
  const cancel = () => given.abort()
  return {
    signal: given.signal,
    narrowed: (among) => show({ among, cancel }),
    end: () => {
      if (current?.cancel === cancel) show(undefined)
    },
  }
}
