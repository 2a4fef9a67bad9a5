import type { ServerKey } from '#hub/server-key.ts'
import type { ProgressFrame } from '#server/contract.ts'
import { isOver, newSpawn, withFrame } from './spawn-record.ts'
import type { SpawnStore } from './spawn-store.ts'

/** A stopped server, with its last activity as far as it is known: after a failed start that is when it failed. */
export interface Ask {
  key: ServerKey
  endedAt: number | undefined
  profile: string | undefined
}

/** Questions after the fact: why did the last start of a stopped server fail, if it did? */
export class SpawnAsks {
  private readonly store: SpawnStore
  private readonly asks = new Map<ServerKey, Ask>()
  /** The last activity of servers for which the hub has answered. */
  private readonly answers = new Map<ServerKey, number | undefined>()

  constructor(store: SpawnStore) {
    this.store = store
  }

  /**
   * Adds questions; the hub remembers a failure until the next start. What it has answered is not asked again before the
   * server has changed, unless `anew`.
   */
  add(asks: readonly Ask[], anew: boolean): void {
    for (const ask of asks) {
      const record = this.store.get(ask.key)
      if (record && (!isOver(record) || record.outcome === 'failed')) continue
      if (!anew && this.answers.has(ask.key) && this.answers.get(ask.key) === ask.endedAt) continue
      this.asks.set(ask.key, ask)
    }
  }

  keys(): Iterable<ServerKey> {
    return this.asks.keys()
  }

  drop(key: ServerKey): void {
    this.asks.delete(key)
  }

  reset(): void {
    this.asks.clear()
    this.answers.clear()
  }

  /**
   * Takes a frame that answers one of the questions; false when it is about something else. Only a failure is worth
   * remembering; a server that turns out to be starting is a spawn like any other.
   */
  take(key: ServerKey, frame: ProgressFrame): boolean {
    const ask = this.asks.get(key)
    if (!ask) return false
    if (frame.kind === 'opened') return true
    this.asks.delete(key)
    const answered = frame.kind === 'event' || (frame.kind === 'refused' && frame.answeredBy === 'hub')
    if (answered) this.answers.set(key, ask.endedAt)
    if (frame.kind === 'event' && !frame.event.ready) {
      const { endedAt, profile } = ask
      const starting = frame.event.failed !== true
      const record = newSpawn(key, starting ? 'seen' : 'asked', this.store.now(), { profile })
      const next = withFrame(record, frame)
      if (next.outcome !== 'cancelled') this.store.put(starting ? next : { ...next, endedAt })
    }
    return true
  }
}
