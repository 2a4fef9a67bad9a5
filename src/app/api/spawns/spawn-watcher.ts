import { HubFailure } from '#hub/errors.ts'
import { parseServerKey, type ServerKey, serverKey } from '#hub/server-key.ts'
import type { ProgressFrame } from '#server/contract.ts'
import type { ProgressStream } from './progress-stream.ts'
import { type OwnedServer, profileOf } from '../servers.ts'
import { isOver, isStaleFailure, newSpawn, type SpawnRecord, withFrame } from './spawn-record.ts'
import { type Ask, SpawnAsks } from './spawn-asks.ts'
import type { Standing } from './spawn-settle.ts'
import type { SpawnStore } from './spawn-store.ts'

export interface WatcherQuestions {
  /** How a spawn stands by the hub's model and the proxy's table. Never rejects. */
  settle: (key: ServerKey) => Promise<Standing>
  /** A spawn has ended: what the page knows of users and routes is out of date. */
  onOver: (record: SpawnRecord) => void
}

/** Milliseconds until a refused stream is tried again: a start is not with the spawner at once. */
const tries = [300, 700, 1_500, 3_000]
/** Milliseconds by which a start request gets ahead of its stream. */
const headStart = 150
/** Milliseconds by which a list of users may be older than its arrival: it is walked page by page. */
const walk = 5_000

/**
 * Follows spawns from their start to a confirmed end: which ones to watch, what a frame of the stream means for them, and
 * what to do when the stream says nothing or what cannot be trusted.
 */
export class SpawnWatcher {
  private readonly store: SpawnStore
  private readonly stream: Pick<ProgressStream, 'watch'>
  private readonly questions: WatcherQuestions
  /** Spawns whose stream is not wanted now, with the timer that ends it; without one the model alone tells. */
  private readonly held = new Map<ServerKey, ReturnType<typeof setTimeout> | undefined>()
  private readonly refusals = new Map<ServerKey, number>()
  private readonly settling = new Set<ServerKey>()
  private readonly stops = new Set<ServerKey>()
  /** When a stream said ready, undefined when that was before we watched. */
  private readonly endings = new Map<ServerKey, number | undefined>()
  /** Spawns that stopped without a word, and whose failure has been asked for once. */
  private readonly reasked = new Set<ServerKey>()
  private readonly replaced = new Map<ServerKey, SpawnRecord | undefined>()
  /** Servers that were in the hub's list as starting. */
  private readonly listed = new Set<ServerKey>()
  private readonly asks: SpawnAsks

  constructor(store: SpawnStore, stream: Pick<ProgressStream, 'watch'>, questions: WatcherQuestions) {
    this.store = store
    this.asks = new SpawnAsks(store)
    this.stream = stream
    this.questions = questions
  }

  /** The visitor asks for a start; its request goes out now. */
  started(key: ServerKey): void {
    this.replaced.set(key, this.store.get(key))
    const now = this.store.now()
    this.begin(newSpawn(key, 'started', now, { startedAt: now, requested: true }))
    this.hold(key, headStart)
  }

  /** The request to start has been answered; a refusal before anything was started brings back what was known before. */
  answered(key: ServerKey, error?: unknown): void {
    const record = this.store.get(key)
    const before = this.replaced.get(key)
    this.replaced.delete(key)
    if (!record || record.outcome === 'failed') return
    const detail = error instanceof HubFailure ? error.detail : undefined
    if (detail && detail.tag !== 'unreachable' && !(detail.tag === 'refused' && detail.status >= 500)) {
      this.forget(key)
      if (before) this.store.put(before)
      else this.store.drop(key)
    } else if (!isOver(record)) {
      this.store.put({ ...record, requested: false })
      if (this.held.get(key) !== undefined) this.hold(key, 0)
    }
    this.watch()
  }

  /** The visitor asks for a stop: if the server is still starting, that is a cancel. */
  stopRequested(key: ServerKey): void {
    const record = this.store.get(key)
    if (record && !isOver(record)) this.stops.add(key)
  }

  /**
   * The hub's list of servers that are not stopped, as it arrived at `at`. `isAll`: it is complete as far as the token
   * reaches, so what is not in it any more has ended.
   */
  seen(servers: readonly OwnedServer[], at: number, isAll = true): void {
    this.store.prune()
    const now = new Map(servers.map((owned) => [owned.key, owned.server]))
    for (const owned of servers) if (owned.server.pending === 'spawn') this.seenPending(owned, at)
    for (const record of this.store.snapshot().records.values()) {
      const server = now.get(record.key)
      const gone = server ? server.pending !== 'spawn' : isAll && this.listed.has(record.key)
      if (gone && !isOver(record) && !record.requested && at - walk > record.watchedAt)
        void this.settle(record.key)
    }
    this.watch()
  }

  /** Asks of stopped servers whether their last start failed, and why; see `SpawnAsks.add`. */
  ask(asks: readonly Ask[], anew = false): void {
    this.asks.add(asks, anew)
    this.watch()
  }

  /** Someone else looks at the page: what was asked and answered for the one before does not count. */
  reset(): void {
    this.asks.reset()
    for (const key of [...this.held.keys(), ...this.refusals.keys()]) this.forget(key)
    this.watch()
  }

  /** One frame of the progress stream. */
  readonly frame = (frame: ProgressFrame): void => {
    const name = parseServerKey(frame.server)
    if (!name) return
    const key = serverKey(name.user, name.server)
    if (this.asks.take(key, frame)) return this.watch()
    const record = this.store.get(key)
    if (!record || isOver(record)) return
    if (isStaleFailure(record, frame)) return this.again(record.key)
    if (frame.kind === 'refused') return this.refused(record, frame)
    const next = withFrame(record, frame)
    this.store.put(next)
    if (frame.kind === 'closed') return void this.settle(record.key)
    if (next.outcome === 'confirming') {
      const replayed = frame.kind === 'event' && frame.replayed
      this.endings.set(record.key, replayed ? undefined : frame.at)
      void this.settle(record.key)
    } else if (isOver(next)) {
      this.over(next)
    }
  }

  private begin(record: SpawnRecord): void {
    this.forget(record.key)
    this.asks.drop(record.key)
    this.store.put(record)
  }

  private seenPending({ key, server }: OwnedServer, at: number): void {
    const record = this.store.get(key)
    const started = server.started === null ? undefined : Date.parse(server.started)
    const known = { startedAt: started, profile: profileOf(server) }
    if (!record) {
      this.begin(newSpawn(key, 'seen', this.store.now(), known))
    } else if (!isOver(record)) {
      const startedAt = started ?? record.startedAt
      if (startedAt !== record.startedAt || known.profile !== record.profile)
        this.store.put({ ...record, startedAt, profile: known.profile })
    } else {
      // The list may be from before the end: only a start after it, or a list well after it, tells of another spawn.
      const ended = record.endedAt ?? record.finishedAt ?? 0
      if (started === undefined ? at - walk > (record.finishedAt ?? 0) : started > ended)
        this.begin(newSpawn(key, 'seen', this.store.now(), known))
    }
    this.listed.add(key)
  }

  private refused(record: SpawnRecord, frame: Extract<ProgressFrame, { kind: 'refused' }>): void {
    const byHub = frame.answeredBy === 'hub'
    if (byHub && frame.status === 403) {
      this.held.set(record.key, undefined)
      this.watch()
    } else if (byHub && !this.mayComeYet(record)) {
      void this.settle(record.key)
    } else {
      this.again(record.key)
    }
  }

  private mayComeYet(record: SpawnRecord): boolean {
    const tried = this.refusals.get(record.key) ?? 0
    return (
      record.requested || (record.origin === 'started' && record.events.length === 0 && tried < tries.length)
    )
  }

  /** Opens the stream once more, later. */
  private again(key: ServerKey): void {
    const tried = this.refusals.get(key) ?? 0
    this.refusals.set(key, tried + 1)
    this.hold(key, tries[tried] ?? 3_000)
  }

  private hold(key: ServerKey, ms: number): void {
    clearTimeout(this.held.get(key))
    this.held.set(
      key,
      setTimeout(() => {
        this.held.delete(key)
        this.watch()
      }, ms),
    )
    this.watch()
  }

  private async settle(key: ServerKey): Promise<void> {
    if (this.settling.has(key)) return
    this.settling.add(key)
    this.watch()
    const standing = await this.questions.settle(key)
    this.settling.delete(key)
    const record = this.store.get(key)
    if (record && !isOver(record)) this.settled(record, standing)
    this.watch()
  }

  private settled(record: SpawnRecord, standing: Standing): void {
    const { key } = record
    const now = this.store.now()
    const endedAt = this.endings.has(key) ? this.endings.get(key) : now
    switch (standing.kind) {
      case 'ready':
        return this.over({ ...record, outcome: 'ready', routed: standing.routed, endedAt, finishedAt: now })
      case 'pending':
        this.endings.delete(key)
        this.store.put({ ...record, outcome: 'running' })
        return this.again(key)
      case 'stopped':
        if (!this.endings.has(key) && !this.stops.has(key) && !this.reasked.has(key)) {
          this.reasked.add(key)
          return this.hold(key, 0)
        }
        return this.over({ ...record, outcome: 'cancelled', endedAt, finishedAt: now })
      case 'unknown': {
        if (standing.passing) return this.again(key)
        const { reason } = standing
        return this.over({ ...record, outcome: 'lost', reason, endedAt: undefined, finishedAt: now })
      }
    }
  }

  private over(record: SpawnRecord): void {
    const { key } = record
    this.store.put(record)
    this.forget(key)
    this.watch()
    this.questions.onOver(record)
  }

  private forget(key: ServerKey): void {
    clearTimeout(this.held.get(key))
    this.held.delete(key)
    this.refusals.delete(key)
    this.stops.delete(key)
    this.endings.delete(key)
    this.reasked.delete(key)
    this.listed.delete(key)
  }

  /** Tells the stream what is wanted: the visitor's own starts, the longest ones, and last what is only asked for. */
  private watch(): void {
    const running = [...this.store.snapshot().records.values()]
      .filter((record) => !isOver(record) && !this.held.has(record.key) && !this.settling.has(record.key))
      .toSorted((a, b) => urgency(a) - urgency(b))
    this.stream.watch([...running.map(({ key }) => key), ...this.asks.keys()])
  }
}

/** The smaller the sooner: one stream does not carry all starts of a whole class. */
function urgency({ origin, startedAt, watchedAt }: SpawnRecord): number {
  return origin === 'started' ? 0 : (startedAt ?? watchedAt)
}
