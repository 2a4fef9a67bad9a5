import { type ProgressEvent, saysCancelled } from '#hub/progress.ts'
import type { ServerKey } from '#hub/server-key.ts'
import type { ProgressFrame } from '#server/contract.ts'

/**
 * `waiting`: its stream is not open yet. `confirming`: the stream is over, the hub's model is being asked. `lost`: it is over, and
 * how cannot be told.
 */
export type SpawnOutcome = 'waiting' | 'running' | 'confirming' | 'ready' | 'failed' | 'cancelled' | 'lost'

/** One event of a spawn. `at` is undefined when it happened before this page watched. */
export interface SpawnEvent {
  index: number
  at: number | undefined
  progress: number | undefined
  message: string
}

/**
 * What this page knows of a server's latest spawn. Times are ms since the epoch by the service's clock, which need not be
 * the browser's.
 */
export interface SpawnRecord {
  key: ServerKey
  /** Why it is here: the visitor's own click, a pending server in the hub's model, or asked for afterwards. */
  origin: 'started' | 'seen' | 'asked'
  outcome: SpawnOutcome
  /** The hub's `started`, or the click; undefined after a failure that nobody here watched: the hub forgets it. */
  startedAt: number | undefined
  watchedAt: number
  /** The request to start it has not been answered yet. */
  requested: boolean
  events: readonly SpawnEvent[]
  /** Percent, of the latest event that had one. */
  progress: number | undefined
  message: string | undefined
  /** Why it failed, was cancelled or got lost. */
  reason: string | undefined
  /** When it ended, if that was seen. */
  endedAt: number | undefined
  /** When this page learned that it had ended. */
  finishedAt: number | undefined
  /** Whether the proxy has its route; undefined when that was not or could not be looked up. */
  routed: boolean | undefined
  profile: string | undefined
}

/** Younger than this, a replayed event's time is known well enough: the spawn itself is not older. */
const closeEnough = 2_000

const over = new Set<SpawnOutcome>(['ready', 'failed', 'cancelled', 'lost'])

/** True when nothing more is to come. */
export function isOver(record: SpawnRecord): boolean {
  return over.has(record.outcome)
}

export function newSpawn(
  key: ServerKey,
  origin: SpawnRecord['origin'],
  now: number,
  known: Partial<Pick<SpawnRecord, 'startedAt' | 'endedAt' | 'profile' | 'requested'>> = {},
): SpawnRecord {
  return {
    key,
    origin,
    outcome: 'waiting',
    startedAt: known.startedAt,
    watchedAt: now,
    requested: known.requested ?? false,
    events: [],
    progress: undefined,
    message: undefined,
    reason: undefined,
    endedAt: known.endedAt,
    finishedAt: undefined,
    routed: undefined,
    profile: known.profile,
  }
}

/** The record after one frame of the progress stream. Frames that cannot be about this spawn leave it as it is. */
export function withFrame(record: SpawnRecord, frame: ProgressFrame): SpawnRecord {
  if (isOver(record)) return record
  switch (frame.kind) {
    case 'opened':
      return record.outcome === 'waiting' ? { ...record, outcome: 'running' } : record
    case 'event':
      if (frame.event.ready) return { ...record, outcome: 'confirming' }
      if (frame.event.failed) return withFailure(record, frame)
      return withEvent(record, frame)
    case 'refused':
    case 'closed':
      return record
  }
}

type EventFrame = Extract<ProgressFrame, { kind: 'event' }>

/**
 * True for a failure that the hub still remembers of the spawn before: until the request to start has been dealt with, a
 * new stream answers with the old failure as its only event.
 */
export function isStaleFailure(record: SpawnRecord, frame: ProgressFrame): boolean {
  return (
    frame.kind === 'event' &&
    frame.event.failed === true &&
    frame.index === 0 &&
    record.requested &&
    record.events.length === 0
  )
}

function withFailure(record: SpawnRecord, frame: EventFrame): SpawnRecord {
  if (isStaleFailure(record, frame)) return record
  const message = textOf(frame.event)
  const known = withEvent(record, frame)
  return {
    ...known,
    // The failure's own 100 % says nothing about how far the spawn came.
    progress: record.progress,
    outcome: saysCancelled(frame.event) ? 'cancelled' : 'failed',
    reason: message,
    endedAt: timeOf(record, frame) ?? record.endedAt,
    finishedAt: frame.at,
  }
}

function withEvent(record: SpawnRecord, frame: EventFrame): SpawnRecord {
  const message = textOf(frame.event)
  const known = record.events.find(({ index }) => index === frame.index)
  // The hub repeats its list from the start to every subscriber; another text at the same place is another spawn's list.
  if (known && known.message === message) return { ...record, outcome: 'running' }
  const progress = percentOf(frame.event)
  return {
    ...record,
    outcome: 'running',
    events: [
      ...record.events.filter(({ index }) => index < frame.index),
      { index: frame.index, at: timeOf(record, frame), progress, message },
    ],
    progress: progress ?? record.progress,
    message: message || record.message,
  }
}

function timeOf(record: SpawnRecord, frame: EventFrame): number | undefined {
  const young = record.startedAt !== undefined && frame.at - record.startedAt < closeEnough
  return frame.replayed && !young ? undefined : frame.at
}

/** Only ever `message`: `html_message` is markup of the spawner's. */
function textOf(event: ProgressEvent): string {
  return event.message ?? ''
}

function percentOf(event: ProgressEvent): number | undefined {
  return event.progress === undefined ? undefined : Math.min(100, Math.max(0, event.progress))
}

/** When something was last heard of it that has a time. */
export function lastHeard(record: SpawnRecord): number {
  const last = record.events.findLast((event) => event.at !== undefined)?.at
  return Math.max(
    last ?? 0,
    record.events.length > 0 ? record.watchedAt : (record.startedAt ?? record.watchedAt),
  )
}

/** The spawner's words for a failure, without the hub's before them; undefined when it gave none. */
export function failureReason({ reason }: Pick<SpawnRecord, 'reason'>): string | undefined {
  return reason?.replace(/^Spawn failed(: |$)/, '').trim() || undefined
}

/** The last thing said before a failure; undefined when nothing was heard but the failure itself. */
export function lastWordsBeforeFailure(record: SpawnRecord): string | undefined {
  return record.events.slice(0, -1).findLast(({ message }) => message !== '')?.message
}

/** How long it took or has taken so far, in ms; undefined when its start or its end is not known. */
export function spawnDuration(record: SpawnRecord, now: number): number | undefined {
  const end = isOver(record) ? record.endedAt : now
  return record.startedAt === undefined || end === undefined ? undefined : Math.max(0, end - record.startedAt)
}
