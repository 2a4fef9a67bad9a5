import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/**
 * What `read` makes of the time now (ms since the epoch), looked at every second by one timer for the whole page. The
 * component renders again only when the result differs, so return a string or a number.
 */
export function useClock<T extends string | number>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(Date.now()))
}
