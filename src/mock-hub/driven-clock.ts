import type { Clock } from './clock.ts'

/** A clock for specs: time stands still until `advance` is called. */
export interface DrivenClock extends Clock {
  /** Runs everything that falls due within `ms`, in order, and lets promises settle in between. */
  advance(ms: number): Promise<void>
}

interface Timer {
  at: number
  task: () => void
}

export function drivenClock(start = Date.UTC(2026, 10, 22, 9, 0, 0)): DrivenClock {
  let now = start
  const timers = new Set<Timer>()
  const nextDue = (until: number) =>
    [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
  return {
    now: () => now,
    after(ms, task) {
      const timer = { at: now + ms, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(ms) {
      const until = now + ms
      await settled()
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer)
        now = timer.at
        timer.task()
        await settled()
      }
      now = until
    },
  }
}

/** Lets every promise and stream that can go on do so: a few turns of the event loop. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve))
}
