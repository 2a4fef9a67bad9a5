import * as z from 'zod/mini'

/**
 * One event of a progress stream. `ready` or `failed` ends the stream. Never trust `ready` alone: 5.1 to 6.1.1 send a
 * false one after a cancelled spawn. `html_message` is the spawner's raw HTML and is not read.
 * Source: `SpawnProgressAPIHandler` in jupyterhub/apihandlers/users.py.
 */
export const progressEventSchema = z.looseObject({
  progress: z.optional(z.number()),
  message: z.optional(z.string()),
  ready: z.optional(z.boolean()),
  failed: z.optional(z.boolean()),
  url: z.optional(z.string()),
})

export type ProgressEvent = z.infer<typeof progressEventSchema>

/**
 * True for the `failed` event of a spawn that was cancelled: only its fixed text tells it from a failure. Source: the
 * `f.cancelled()` branches of `SpawnProgressAPIHandler` in 5.5.4 and 6.1.1; 4.1.6 cannot cancel.
 */
export function saysCancelled(event: ProgressEvent): boolean {
  return event.failed === true && event.message === 'Spawn cancelled'
}

/** Seconds between the blank keep-alives the hub writes into a progress stream (`keepalive_interval`). */
export const progressKeepAliveSeconds = 8
