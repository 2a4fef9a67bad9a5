import type { Exchange, ExchangeStore } from '../inspector/record/exchange-store.ts'

export interface HubStatus {
  state: 'unknown' | 'answers' | 'gone'
  /** Milliseconds the newest answer took. */
  latency: number | undefined
  /** When the hub last answered, ms since the epoch. */
  answeredAt: number | undefined
}

const unknown: HubStatus = { state: 'unknown', latency: undefined, answeredAt: undefined }

/** What the page's own requests tell about the hub; kept apart from the record, which forgets. */
export class HubStatusStore {
  private status = unknown
  private seen = 0
  private readonly exchanges: Pick<ExchangeStore, 'snapshot' | 'subscribe'>
  private readonly listeners = new Set<() => void>()

  constructor(exchanges: Pick<ExchangeStore, 'snapshot' | 'subscribe'>) {
    this.exchanges = exchanges
    exchanges.subscribe(() => this.look())
  }

  readonly snapshot = (): HubStatus => this.status

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private look(): void {
    const newest = this.exchanges.snapshot().reduce<Exchange | undefined>((best, row) => {
      const done = row.doneAt ?? 0
      return done > Math.max(this.seen, best?.doneAt ?? 0) && tells(row) ? row : best
    }, undefined)
    if (!newest?.doneAt) return
    this.seen = newest.doneAt
    this.status = isAnswer(newest)
      ? { state: 'answers', latency: latencyOf(newest), answeredAt: newest.doneAt }
      : { ...this.status, state: 'gone' }
    for (const listener of this.listeners) listener()
  }
}

/** Streams end for many reasons, and what we took back ourselves says nothing. */
function tells(row: Exchange): boolean {
  if (row.operation === 'progress' || row.error?.tag === 'aborted') return false
  return isAnswer(row) || isSilence(row)
}

/** For the session the service asks the hub, and says how long that took. */
function isAnswer(row: Exchange): boolean {
  return row.answeredBy === 'hub' || (row.operation === 'session' && row.upstreamMs !== undefined)
}

/** Nobody answered, or something in between did in the hub's place. */
function isSilence(row: Exchange): boolean {
  // An answer that began and broke off came from somebody: to ask again as if a hub had come back would break it again.
  if (row.error?.tag === 'unreachable') return (row.status ?? 500) >= 500
  return row.answeredBy === 'proxy' && (row.status ?? 0) >= 500
}

function latencyOf(row: Exchange): number | undefined {
  if (row.upstreamMs !== undefined) return row.upstreamMs
  return row.sentAt === undefined || row.doneAt === undefined ? undefined : row.doneAt - row.sentAt
}
