import * as z from 'zod/mini'
import { parseServerKey, type ServerKey } from '#hub/server-key.ts'
import { baseUrl } from '../../base.ts'
import type { SpawnRecord } from './spawn-record.ts'

const time = z.optional(z.number())

const recordSchema = z.object({
  key: z.custom<ServerKey>((value) => typeof value === 'string' && parseServerKey(value) !== undefined),
  origin: z.enum(['started', 'seen', 'asked']),
  outcome: z.enum(['waiting', 'running', 'confirming', 'ready', 'failed', 'cancelled', 'lost']),
  startedAt: time,
  watchedAt: z.number(),
  events: z.array(
    z.object({ index: z.number(), at: time, progress: z.optional(z.number()), message: z.string() }),
  ),
  progress: z.optional(z.number()),
  message: z.optional(z.string()),
  reason: z.optional(z.string()),
  endedAt: time,
  finishedAt: time,
  routed: z.optional(z.boolean()),
  profile: z.optional(z.string()),
})

const keptSchema = z.object({ records: z.array(recordSchema), durations: z.array(z.number()) })

export interface Kept {
  records: SpawnRecord[]
  /** How long starts took that this tab saw from beginning to end, in ms, oldest first. */
  durations: number[]
}

/** This tab's memory, so that a reload keeps what was seen. Each person and each mounted Hubscope has its own. */
function nameOf(person: string): string {
  return `hubscope.spawns:${baseUrl.pathname}:${person}`
}

/** What the tab remembers of this person's spawns; empty when there is nothing, or nothing readable. */
export function loadSpawns(person: string): Kept {
  try {
    const { records, durations } = keptSchema.parse(
      JSON.parse(sessionStorage.getItem(nameOf(person)) ?? '{}'),
    )
    return { durations, records: records.map(revive) }
  } catch {
    return { records: [], durations: [] }
  }
}

/** Quietly keeps nothing where the browser allows no storage or it is full. */
export function saveSpawns(person: string, kept: Kept): void {
  try {
    sessionStorage.setItem(nameOf(person), JSON.stringify(kept))
  } catch {
    return
  }
}

/** Nobody waits for an answer from before the reload any more, and a stream is opened anew. */
function revive(kept: z.infer<typeof recordSchema>): SpawnRecord {
  return {
    key: kept.key,
    origin: kept.origin,
    outcome: kept.outcome === 'confirming' ? 'running' : kept.outcome,
    startedAt: kept.startedAt,
    watchedAt: kept.watchedAt,
    requested: false,
    events: kept.events.map((event) => ({
      index: event.index,
      at: event.at,
      progress: event.progress,
      message: event.message,
    })),
    progress: kept.progress,
    message: kept.message,
    reason: kept.reason,
    endedAt: kept.endedAt,
    finishedAt: kept.finishedAt,
    routed: kept.routed,
    profile: kept.profile,
  }
}
