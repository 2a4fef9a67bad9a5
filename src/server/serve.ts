import { setMaxListeners } from 'node:events'
import { Server } from 'node:http'
import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { createService } from './app.ts'
import type { Configuration } from './config.ts'
import { createLog, reasonOf } from './log.ts'
import { listAssets } from './node-assets.ts'
import { createLogin } from './oauth.ts'
import { isDetoured, proxyEnvironment } from './probes/environment.ts'
import { createHandshakes } from './probes/handshakes.ts'
import { askOnWire } from './probes/node-ask.ts'
import { openSockets } from './probes/sockets.ts'
import { createCookieSessions } from './session.ts'

/** Milliseconds that open answers get to end when the service is told to stop. */
const grace = 1_000

/** Listens where the hub expects the service; `print` gets one line when it does, and every line of the log. */
export function serve(configuration: Configuration, print: (line: string) => void): void {
  const { service: config, login, listen } = configuration
  const log = createLog(print, [login.clientSecret, config.secret])
  // The HTTP adaptor reports a stream that breaks half-way on the console, with its whole stack, and in no other way.
  Object.assign(console, {
    error: (error: unknown) => log('warning', `an answer broke off: ${reasonOf(error)}`),
    info: () => {},
  })
  const stopping = new AbortController()
  // Every open progress stream listens to it.
  setMaxListeners(0, stopping.signal)
  const clock = Date.now
  const hubFetch = fetch
  const sessions = createCookieSessions(config, clock)
  const handshakes = createHandshakes()
  const environment = proxyEnvironment(process.env, config.hubApiUrl, process)
  const service = createService({
    config,
    hubFetch,
    sessions,
    login: createLogin({
      service: config,
      login,
      sessions,
      hubFetch,
      clock,
      log,
      isDetoured: isDetoured(environment),
    }),
    // Beside the built service: dist/server/hubscope.js and dist/app.
    assets: listAssets(fileURLToPath(new URL('../app', import.meta.url))),
    clock,
    log,
    stopping: stopping.signal,
    handshakes,
    place: {
      ask: askOnWire,
      address: `${listen.host}:${listen.port}`,
      node: process.versions.node,
      callback: login.callbackUrl,
      publicHub: process.env['JUPYTERHUB_PUBLIC_HUB_URL'],
      environment,
      pause: (ms, signal) => setTimeoutPromise(ms, undefined, { signal }),
    },
  })

  const server = createAdaptorServer({
    fetch: (request, { incoming }) =>
      service(request, {
        target: incoming.url ?? '',
        httpVersion: incoming.httpVersion,
        peer: incoming.socket.remoteAddress ?? null,
      }),
    overrideGlobalObjects: false,
    // Room for the cookies that a site collects; a proxy that keeps connections open must not find them closed.
    serverOptions: { maxHeaderSize: 65_536, keepAliveTimeout: 75_000 },
  })
  if (!(server instanceof Server)) throw new TypeError('the adaptor made no plain HTTP server')

  openSockets(server, { prefix: config.prefix, handshakes, clock, stopping: stopping.signal })
  server.on('error', (error) => {
    print(`hubscope: cannot listen on ${listen.host}:${listen.port}: ${reasonOf(error)}`)
    process.exit(1)
  })
  server.listen(listen.port, listen.host, () => {
    print(`hubscope ${config.version} serves ${config.prefix} on ${listen.host}:${listen.port}`)
  })
  stopOnSignal(server, stopping)
}

/** The hub stops its services with SIGINT, everything else uses SIGTERM. A second signal does not wait. */
function stopOnSignal(server: Server, stopping: AbortController): void {
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(0)
    stopping.abort()
    server.close(() => process.exit(0))
    server.closeIdleConnections()
    setTimeout(() => {
      server.closeAllConnections()
      process.exit(0)
    }, grace)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
