import type { ProgressEvent } from '#hub/progress.ts'
import { progressKeepAliveSeconds } from '#hub/progress.ts'
import type { Core } from '../core.ts'
import { findUser, type ServerRow, type UserRow } from '../db.ts'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { Refusal } from '../refusal.ts'
import { logName, type Progress } from '../spawners.ts'
import { serverPath } from '../urls.ts'
import { existing } from './users.ts'

/** The progress streams. Source: `SpawnProgressAPIHandler` in jupyterhub/apihandlers/users.py. */
export function progressEndpoints(core: Core): Endpoint[] {
  return ['/users/:user/server/progress', '/users/:user/servers/:server/progress'].map((path) =>
    endpoint(core, 'GET', path, { anyOf: ['read:servers'], about: 'server' }, (call) => {
      const user = existing(findUser(core.db, call.param('user')))
      const server = existing(user.servers.get(call.param('server')))
      const progress = existing(core.spawners.progressOf(user, server))
      if (progress.state() === 'idle') throw new Refusal(400, `${logName(user, server)} is not starting...`)
      return new Response(eventStream(core, user, server, progress), {
        headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' },
      })
    }),
  )
}

/** Everything from the beginning, then what comes; ends with `ready` or `failed`. */
function eventStream(
  core: Core,
  user: UserRow,
  server: ServerRow,
  progress: Progress,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const releases: (() => void)[] = []
  const release = () => {
    for (const one of releases.splice(0)) one()
  }
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let sent = 0
      const send = (event: ProgressEvent) =>
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`))
      const update = () => {
        const state = progress.state()
        if (state === 'spawning' || sent > 0)
          for (; sent < progress.events.length; sent += 1) send(progress.events[sent] ?? {})
        if (state === 'spawning') return
        release()
        send(lastEvent(core, user, server, progress))
        controller.close()
      }
      const keepAlive = () => {
        controller.enqueue(encoder.encode('\n\n'))
        releases[0] = core.clock.after(progressKeepAliveSeconds * 1000, keepAlive)
      }
      // Only a stream that waits begins with a blank line.
      if (progress.state() === 'spawning') keepAlive()
      releases.push(progress.watch(update))
      update()
    },
    cancel: release,
  })
}

function lastEvent(core: Core, user: UserRow, server: ServerRow, progress: Progress): ProgressEvent {
  if (progress.state() === 'ready') {
    const url = serverPath(core.baseUrl, user.name, server.name)
    return {
      progress: 100,
      ready: true,
      message: `Server ready at ${url}`,
      html_message: `Server ready at <a href="${url}">${url}</a>`,
      url,
    }
  }
  const failure = progress.failure()
  const message = failure ? `Spawn failed: ${failure.text}` : 'Spawn failed'
  return { progress: 100, failed: true, message }
}
