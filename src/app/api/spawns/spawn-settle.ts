import type { Server } from '#hub/wire/server.ts'

/** How a spawn stands by the hub's model. */
export type Standing =
  | { kind: 'ready'; routed: boolean | undefined }
  | { kind: 'pending' }
  | { kind: 'stopped' }
  /** `passing`: the hub does not answer now, and may later. */
  | { kind: 'unknown'; reason: string; passing: boolean }

export interface SettleQuestions {
  /** The server in its user's model; undefined when it is not active. */
  readServer: () => Promise<Server | undefined>
  /** Whether the proxy has the server's route; undefined when the token may not see routes or the proxy does not answer. */
  readRouted: (server: Server) => Promise<boolean | undefined>
  wait: (ms: number) => Promise<void>
}

const pause = 800
/** Longer than the second for which hubs 5.1 to 6.1.1 show a cancelled spawn as ready before they stop it. */
const looks = 4

/**
 * Asks the hub's model, and the proxy's table, what a stream's `ready` or end is worth. A cancelled spawn emits `ready`,
 * and for one second its model says `ready: true` too, so ready is believed when the route is there, or when it lasts.
 * Source: `UserServerAPIHandler.delete` cancels the spawn, sleeps 1 s, then stops the server. Rejects with `HubFailure`.
 */
export async function settleSpawn(
  questions: SettleQuestions,
): Promise<Exclude<Standing, { kind: 'unknown' }>> {
  let routed: boolean | undefined
  let last: 'ready' | 'pending' = 'pending'
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await questions.wait(pause)
    const server = await questions.readServer()
    if (!server || server.pending === 'stop' || (!server.ready && server.pending === null)) {
      return { kind: 'stopped' }
    }
    last = server.ready ? 'ready' : 'pending'
    if (!server.ready) continue
    routed = await questions.readRouted(server)
    if (routed) break
  }
  return last === 'ready' ? { kind: 'ready', routed } : { kind: 'pending' }
}
