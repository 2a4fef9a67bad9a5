import { findUser } from '#mock-hub/db.ts'
import type { MockHub } from '#mock-hub/hub.ts'
import type { Place } from '#server/probes/inside.ts'
import { refusedConnection } from './refused-connection.ts'
import type { Situation } from './situations/situation.ts'

interface Surroundings {
  /** The folder of the page. */
  base: URL
  /** The hub's API at its internal address. */
  askHub: (request: Request) => Promise<Response>
  /** The public address, as it is reached from inside. */
  askSite: (request: Request) => Promise<Response>
  /** The service at its own address. */
  askService: (request: Request) => Promise<Response>
  /** What is at the target of a route, asked with a Host, and as a page if an Origin is told; throws where nobody is. */
  askTarget: (target: URL, host: string, origin: string | undefined) => Response
  situation: Situation | undefined
}

/** Where the demo's service listens, by the hub's routes. */
const serviceAddress = '127.0.0.1:10101'

/** What the doctor can reach from where the service would stand: the hub, the site, and the targets of routes. */
export function demoPlace({ base, askHub, askSite, askService, askTarget, situation }: Surroundings): Place {
  return {
    async ask(url, { method = 'GET', headers = {}, signal, host = url.host, pin }) {
      // No name is looked up here, so it is always the same that answers.
      if (pin) pin.address ??= url.hostname
      const request = new Request(url, { method, headers, signal })
      if (url.host === hubAddress) return askHub(request)
      if (url.origin === base.origin) return askSite(request)
      if (url.host === serviceAddress) return askService(new Request(base, { signal }))
      return askTarget(url, host, headers['Origin'])
    },
    address: serviceAddress,
    node: 'a browser',
    callback: `${base.pathname}${situation?.callback ?? 'oauth_callback'}`,
    environment: {
      ...(situation?.httpProxy
        ? { proxy: true, covered: false, heeded: true }
        : { proxy: false, covered: true, heeded: false }),
      hub: hubAddress,
    },
    // There is no network to look around in, and so nothing to hide.
    pause: async () => {},
  }
}

/** The hub's internal address. */
export const hubAddress = 'hub.demo'

/** What a user's server says at its `api`, which needs no login; throws where no server listens. */
export function answerAsServer(
  hub: MockHub,
  url: URL,
  host: string,
  origin: string | undefined,
  situation: Situation | undefined,
): Response {
  if (!isListening(hub, url.origin)) throw refusedConnection()
  // As `APIHandler.prepare` of jupyter_server answers pages of other sites.
  if (origin !== undefined && new URL(origin).host !== host) {
    return Response.json({ message: 'Not Found' }, { status: 404 })
  }
  return (
    situation?.target?.(host, url.host) ??
    Response.json({ version: '2.21.1' }, { headers: { 'X-JupyterHub-Version': hub.version.text } })
  )
}

function isListening({ db, spawners }: MockHub, origin: string): boolean {
  for (const { target, data } of db.routes.values()) {
    const user = target.startsWith(origin) && data.user !== undefined ? findUser(db, data.user) : undefined
    const server = user?.servers.get(data.server_name ?? '')
    if (user && server?.target === target && spawners.isReady(user, server)) return true
  }
  return false
}
