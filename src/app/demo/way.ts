import { findUser } from '#mock-hub/db.ts'
import type { MockHub } from '#mock-hub/hub.ts'
import { servicePaths } from '#server/contract.ts'
import { echoOf } from '#server/echo.ts'
import { createHandshakes } from '#server/probes/handshakes.ts'
import { arriving, type SendingPage } from './arriving.ts'
import { type Asked, through } from './edge.ts'
import { answerAsServer, demoPlace } from './inside.ts'
import { demoService, sessionsOf } from './service.ts'
import { answerSite, routeOf, sitePath } from './site.ts'
import type { Situation } from './situations/situation.ts'
import type { DemoLogin } from './tab.ts'

interface Parts {
  hub: MockHub
  login: DemoLogin
  /** The folder of the page. */
  base: URL
  page: () => SendingPage
  /** What is broken; undefined: nothing. */
  situation: Situation | undefined
  /** Milliseconds since the epoch. */
  now?: () => number
}

/** All that is between the page and the mock hub: the edge, the hub's proxy, Hubscope's service, and the way from there. */
export interface DemoWay {
  /** Whether an address leads to service or hub; all others are files of the demo. */
  takes: (url: URL) => boolean
  respond: (request: Request) => Promise<Response>
  /** Whether a WebSocket at this address opens. */
  openSocket: (url: URL) => Promise<boolean>
  /** Milliseconds after which somebody ends a WebSocket on which nothing is said. */
  silence: number | undefined
}

export function createWay({ hub, login, base, page, situation, now = Date.now }: Parts): DemoWay {
  const edge = situation?.edge?.() ?? {}
  const sessions = sessionsOf(login)
  const handshakes = createHandshakes()
  const started = now()

  const askHub = async (request: Request): Promise<Response> =>
    situation?.inner?.(request, now() - started) ?? hub.respond(request)

  const askTarget = (target: URL, host: string, origin?: string): Response =>
    answerAsServer(hub, target, host, origin, situation)

  /** Through edge and proxy to service or hub, as those would get it. */
  const send = async (request: Request, from: SendingPage | undefined): Promise<Response> => {
    const isBodiless = request.method === 'GET' || request.method === 'HEAD'
    const body = isBodiless ? undefined : await request.arrayBuffer()
    return through(edge, arriving(request, base, from, body?.byteLength), async (asked) => {
      if (asked.path.startsWith(sitePath)) {
        const { search } = new URL(asked.target, base)
        const path = asked.path.slice(sitePath.length)
        if (situation?.culls) await cull(hub, path)
        return answerSite(
          { ...asked, path, search },
          { hub, base, token: from && sessions.token(), askTarget },
        )
      }
      return service(requestOf(asked, base, request.signal, body), infoOf(asked))
    })
  }

  const place = demoPlace({
    base,
    askTarget,
    askHub,
    askSite: (request) => send(request, undefined),
    askService: (request) => service(request),
    situation,
  })
  const service = demoService(hub, sessions, base, {
    hubFetch: (url, init) => askHub(new Request(url, init)),
    place,
    handshakes,
    clock: () => now() + (situation?.ahead ?? 0),
  })

  const prefixes = [`${servicePaths.relay}/`, 'api/', sitePath].map((path) => `${base.pathname}${path}`)
  return {
    takes: (url) => url.origin === base.origin && prefixes.some((path) => url.pathname.startsWith(path)),
    respond: (request) => send(request, page()),
    silence: edge.silence,
    async openSocket(url) {
      const request = new Request(url.href.replace(/^ws/, 'http'))
      const asked = arriving(request, base, page())
      asked.headers.set('Upgrade', 'websocket')
      asked.headers.set('Connection', 'Upgrade')
      const answer = await through(edge, asked, async (asked) => {
        const arrived = requestOf(asked, base, request.signal)
        if (!asked.headers.has('Upgrade')) return service(arrived, infoOf(asked))
        handshakes.note(url.searchParams.get('id') ?? '', echoOf(arrived, infoOf(asked), now()))
        // 101 is no status that a Response may have.
        return new Response(null, { status: 200, headers: { Upgrade: 'websocket' } })
      })
      return answer.status === 200
    },
  }
}

/** Stops the user's server below whose path somebody asks. */
async function cull({ db, spawners }: MockHub, path: string): Promise<void> {
  const name = routeOf(db, path)?.data.user
  const user = name === undefined ? undefined : findUser(db, name)
  const server = user?.servers.get(routeOf(db, path)?.data.server_name ?? '')
  if (user && server && spawners.isReady(user, server)) await spawners.stop(user, server)
}

function infoOf({ target }: Asked) {
  return { target, httpVersion: '1.1', peer: '10.0.0.3' }
}

function requestOf({ method, target, headers }: Asked, base: URL, signal: AbortSignal, body?: ArrayBuffer) {
  const request = new Request(`${base.origin}${target}`, { method, signal, ...(body ? { body } : {}) })
  // A request would keep some of them out.
  Object.defineProperty(request, 'headers', { value: headers })
  return request
}
