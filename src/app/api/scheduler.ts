export type Priority = 'user' | 'page' | 'background'

interface Waiting {
  start: () => void
  priority: Priority
}

const order: Record<Priority, number> = { user: 0, page: 1, background: 2 }

/**
 * Runs at most `limit` tasks at a time, the more urgent first, equals in order of arrival. Browsers keep six
 * connections per host under HTTP/1.1: one belongs to the progress stream, one stays free for the page itself.
 */
export class Scheduler {
  private readonly limit: number
  private readonly headStart: number
  private running = 0
  private readonly waiting: Waiting[] = []
  private pageTasks = 0
  private readonly lulls: (() => void)[] = []

  /** `headStart`: milliseconds at most that a background task lets the page's own tasks go first. */
  constructor(limit = 4, headStart = 0) {
    this.limit = limit
    this.headStart = headStart
  }

  /** Resolves with the task's result. A task aborted while it waits is never started and rejects with the signal's reason. */
  async run<T>(task: () => Promise<T>, priority: Priority, signal?: AbortSignal): Promise<T> {
    if (priority === 'background' && this.headStart > 0) await this.lull()
    if (priority === 'page') this.pageTasks += 1
    try {
      await this.acquire(priority, signal)
      try {
        return await task()
      } finally {
        this.running -= 1
        this.waiting.shift()?.start()
      }
    } finally {
      if (priority === 'page') this.endPageTask()
    }
  }

  /** A hub answers one request after the other: what the visitor waits for must not stand behind the badges. */
  private lull(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, this.headStart)
      // A page asks for its data in the same turn as the parts around it, or a little later.
      setTimeout(() => (this.pageTasks === 0 ? resolve() : this.lulls.push(resolve)), 0)
    })
  }

  private endPageTask(): void {
    this.pageTasks -= 1
    if (this.pageTasks > 0) return
    for (const resolve of this.lulls.splice(0)) resolve()
  }

  private acquire(priority: Priority, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (this.running < this.limit) {
      this.running += 1
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        priority,
        start: () => {
          signal?.removeEventListener('abort', leave)
          this.running += 1
          resolve()
        },
      }
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(entry), 1)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', leave, { once: true })
      const later = this.waiting.findIndex((other) => order[other.priority] > order[priority])
      this.waiting.splice(later < 0 ? this.waiting.length : later, 0, entry)
    })
  }
}
