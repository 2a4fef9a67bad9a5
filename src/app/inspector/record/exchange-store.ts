import type { TwinWay } from '#diagnosis/twins/answers.ts'
import type { Answerer, HubError } from '#hub/errors.ts'
import type { OperationId } from '#hub/operations.ts'
import type { PathParams } from '#hub/paths.ts'
import type { Echo } from '#server/contract.ts'
import { makeRoom } from './make-room.ts'
import type { RecordedBody, RecordedFrame } from './recorded-body.ts'
import type { HeaderList } from './redact.ts'

/**
 * One request of the page, from the moment it was asked for. Times are ms since the epoch, durations ms. Query, headers,
 * bodies and frames are redacted before they get here.
 */
export interface Exchange {
  id: number
  /** `other`: of an imported file, and no operation of the hub's API. */
  operation: OperationId | 'session' | 'progress' | 'other'
  method: string
  /** Under `/hub/api`, encoded, without query; the service's own endpoints keep their path under the prefix. */
  path: string
  query: string
  params: PathParams
  /** The whole address, of an imported exchange alone. */
  url: string | undefined
  /** The id of the exchange that it repeats. */
  replayOf: number | undefined
  /** How it was sent, when it was sent again to compare the answers. */
  twin?: TwinWay | undefined
  /** The visitor's deed that it belongs to; `outcome` once it is known, in a few words. */
  action: RecordedAction | undefined
  askedAt: number
  /** When it left the queue; undefined while it waits. */
  sentAt: number | undefined
  /** When the head of the answer was there. */
  answeredAt: number | undefined
  /** When the answer was complete; undefined while it is under way. */
  doneAt: number | undefined
  /** What the page set itself; the browser adds its own, which `arrival` shows. */
  requestHeaders: HeaderList
  requestBody: RecordedBody | undefined
  /** What the service saw of the request on its way in; undefined when the answer does not say. */
  arrival: Echo | undefined
  status: number | undefined
  answeredBy: Answerer | undefined
  /** Milliseconds the service waited for the hub. */
  upstreamMs: number | undefined
  responseHeaders: HeaderList
  responseBody: RecordedBody | undefined
  /** Frames received so far, of a stream. */
  frames: number | undefined
  /** The newest of them. */
  streamFrames: readonly RecordedFrame[]
  error: HubError | undefined
  /** Kept by `clear`, and the last to make room for newer ones. */
  pinned: boolean
}

export interface RecordedAction {
  id: number
  label: string
  outcome?: string | undefined
}

type Asked = Pick<Exchange, 'operation' | 'method' | 'path' | 'query' | 'params'> &
  Partial<Pick<Exchange, 'action' | 'replayOf' | 'twin'>>

/** The page's record of its requests, bounded by their number and by the size of their bodies. */
export class ExchangeStore {
  private list: readonly Exchange[] = []
  /** Starts at the clock: an id in an address from before a reload then never names another request. */
  private nextId = Date.now()
  private readonly listeners = new Set<() => void>()

  /** Adds an exchange and returns its id. */
  begin(asked: Asked): number {
    const id = this.nextId++
    this.publish([...this.list, { ...unanswered, action: undefined, ...asked, id, askedAt: Date.now() }])
    return id
  }

  /** Changes an exchange; nothing happens when it has been dropped. */
  update(id: number, change: Partial<Omit<Exchange, 'id'>>): void {
    this.publish(this.list.map((row) => (row.id === id ? { ...row, ...change } : row)))
  }

  /** Keeps an exchange from `clear`, and as long as there is room for it; or no longer. */
  pin(id: number, pinned: boolean): void {
    this.update(id, { pinned })
  }

  /** Says how a deed ended, on all its exchanges. */
  tell(action: number, outcome: string): void {
    this.publish(
      this.list.map((row) =>
        row.action?.id === action && row.action.outcome !== outcome
          ? { ...row, action: { ...row.action, outcome } }
          : row,
      ),
    )
  }

  /** Puts exchanges from before this page was loaded in front. */
  restore(kept: readonly Exchange[]): void {
    this.publish([...kept, ...this.list])
  }

  /** Forgets every finished exchange that is not pinned. */
  clear(): void {
    this.publish(this.list.filter((row) => row.doneAt === undefined || row.pinned))
  }

  /** Forgets every finished exchange, pinned or not: somebody else looks at the page. */
  forget(): void {
    this.publish(
      this.list.filter((row) => row.doneAt === undefined).map((row) => ({ ...row, pinned: false })),
    )
  }

  /** A stable snapshot, oldest first, for `useSyncExternalStore`. */
  readonly snapshot = (): readonly Exchange[] => this.list

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private publish(list: readonly Exchange[]): void {
    this.list = makeRoom(list)
    for (const listener of this.listeners) listener()
  }
}

const unanswered = {
  url: undefined,
  replayOf: undefined,
  sentAt: undefined,
  answeredAt: undefined,
  doneAt: undefined,
  requestHeaders: [],
  requestBody: undefined,
  arrival: undefined,
  status: undefined,
  answeredBy: undefined,
  upstreamMs: undefined,
  responseHeaders: [],
  responseBody: undefined,
  frames: undefined,
  streamFrames: [],
  error: undefined,
  pinned: false,
} satisfies Partial<Exchange>

/** The one record of this page. */
export const exchanges = new ExchangeStore()
