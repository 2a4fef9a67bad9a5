import type { ServerKey } from '#hub/server-key.ts'
import type { StreamState } from './progress-stream.ts'
import { type Kept, loadSpawns, saveSpawns } from './spawn-keep.ts'
import { isOver, type SpawnRecord, spawnDuration } from './spawn-record.ts'

/** Milliseconds that a finished spawn stays. */
export const keepFinished = 60 * 60_000
const keepDurations = 50
const saveAfter = 500

export interface Spawns {
  records: ReadonlyMap<ServerKey, SpawnRecord>
  /** How long starts took that this tab saw from beginning to end, in ms, oldest first. */
  durations: readonly number[]
  stream: StreamState
  /** Milliseconds by which the browser's clock is ahead of the service's. */
  skew: number
}

const nothing: Spawns = {
  records: new Map(),
  durations: [],
  stream: { status: 'idle', silent: false },
  skew: 0,
}

/** The spawns this tab knows of. Listeners hear of many changes at once: a replay brings a hundred events in a moment. */
export class SpawnStore {
  private state: Spawns = nothing
  private person: string | undefined
  private readonly listeners = new Set<() => void>()
  private told = true
  private saving: ReturnType<typeof setTimeout> | undefined

  readonly snapshot = (): Spawns => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /**
   * Takes up what this tab remembers of a person's spawns; the ones of someone else before are put away. True when that
   * is somebody else than before.
   */
  open(person: string): boolean {
    if (person === this.person) return false
    this.save()
    this.person = person
    const { records, durations } = loadSpawns(person)
    this.change({ records: new Map(records.map((record) => [record.key, record])), durations })
    return true
  }

  /** Forgets everything, and keeps nothing of what this page still sees. */
  forget(): void {
    this.change({ records: new Map(), durations: [] })
    this.save()
    this.person = undefined
  }

  /** Ms since the epoch by the service's clock, in which all times of the records are. */
  now(): number {
    return Date.now() - this.state.skew
  }

  get(key: ServerKey): SpawnRecord | undefined {
    return this.state.records.get(key)
  }

  put(record: SpawnRecord): void {
    const before = this.get(record.key)
    if (before === record) return
    const records = new Map(this.state.records).set(record.key, record)
    const took = record.outcome === 'ready' && before && !isOver(before) && spawnDuration(record, this.now())
    this.change({
      records,
      ...(took ? { durations: [...this.state.durations.slice(-keepDurations + 1), took] } : {}),
    })
  }

  drop(...keys: ServerKey[]): void {
    if (!keys.some((key) => this.state.records.has(key))) return
    const records = new Map(this.state.records)
    for (const key of keys) records.delete(key)
    this.change({ records })
  }

  /** Forgets what ended too long ago. */
  prune(): void {
    const limit = this.now() - keepFinished
    const old = [...this.state.records.values()].filter(({ finishedAt }) => (finishedAt ?? limit) < limit)
    this.drop(...old.map(({ key }) => key))
  }

  /** Forgets every spawn that is over. */
  clear(): void {
    this.drop(...[...this.state.records.values()].filter(isOver).map(({ key }) => key))
  }

  setStream(stream: StreamState): void {
    this.change({ stream })
  }

  setSkew(skew: number): void {
    if (skew !== this.state.skew) this.change({ skew })
  }

  /** Writes the tab's memory now: before the page goes away. */
  save(): void {
    clearTimeout(this.saving)
    this.saving = undefined
    if (this.person === undefined) return
    const kept: Kept = { records: [...this.state.records.values()], durations: [...this.state.durations] }
    saveSpawns(this.person, kept)
  }

  private change(change: Partial<Spawns>): void {
    this.state = { ...this.state, ...change }
    this.saving ??= setTimeout(() => this.save(), saveAfter)
    if (!this.told) return
    this.told = false
    queueMicrotask(() => {
      this.told = true
      for (const listener of this.listeners) listener()
    })
  }
}
