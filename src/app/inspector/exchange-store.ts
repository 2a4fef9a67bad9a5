import type { Answerer, HubError } from '#hub/errors.ts'
import type { Method, OperationId } from '#hub/operations.ts'
import type { PathParams } from '#hub/paths.ts'

/** One request of the page, from the moment it was asked for. Times are ms since the epoch, durations ms. */
export interface Exchange {
  id: number
  operation: OperationId | 'session' | 'progress'
  method: Method
  /** Under `/hub/api`, encoded, without query; the service's own endpoints keep their path under the prefix. */
  path: string
  query: string
  params: PathParams
  askedAt: number
  /** When it left the queue; undefined while it waits. */
  sentAt: number | undefined
  /** When the answer was complete; undefined while it is under way. */
  doneAt: number | undefined
  status: number | undefined
  answeredBy: Answerer | undefined
  /** Milliseconds the service waited for the hub. */
  upstreamMs: number | undefined
  /** Frames received so far, of a stream. */
  frames: number | undefined
  error: HubError | undefined
}

/** Oldest exchanges go first when there are more than this. */
const keep = 500

/** The page's record of its requests. Holds no header values and no bodies, so no token can be in it. */
export class ExchangeStore {
  private list: readonly Exchange[] = []
  /** Starts at the clock: an id in an address from before a reload then never names another request. */
  private nextId = Date.now()
  private readonly listeners = new Set<() => void>()

  /** Adds an exchange and returns its id. */
  begin(exchange: Pick<Exchange, 'operation' | 'method' | 'path' | 'query' | 'params'>): number {
    const id = this.nextId++
    const row: Exchange = {
      ...exchange,
      id,
      askedAt: Date.now(),
      sentAt: undefined,
      doneAt: undefined,
      status: undefined,
      answeredBy: undefined,
      upstreamMs: undefined,
      frames: undefined,
      error: undefined,
    }
    this.publish([...this.list.slice(-keep + 1), row])
    return id
  }

  /** Changes an exchange; nothing happens when it has been dropped. */
  update(id: number, change: Partial<Omit<Exchange, 'id'>>): void {
    this.publish(this.list.map((row) => (row.id === id ? { ...row, ...change } : row)))
  }

  /** Forgets every finished exchange. */
  clear(): void {
    this.publish(this.list.filter((row) => row.doneAt === undefined))
  }

  /** A stable snapshot, oldest first, for `useSyncExternalStore`. */
  readonly snapshot = (): readonly Exchange[] => this.list

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private publish(list: readonly Exchange[]): void {
    this.list = list
    for (const listener of this.listeners) listener()
  }
}

/** The one record of this page. */
export const exchanges = new ExchangeStore()
