import type { FoundRoute, Look } from '#diagnosis/doctor/ask/server.ts'
import type { SignedIn } from '#server/contract.ts'
import { baseUrl } from '../../base.ts'
import { browserContext, lookAtTarget } from '../probe-context.ts'
import type { OwnedServer } from '../servers.ts'
import type { AskServer } from './reach-store.ts'

interface Given {
  session: SignedIn
  /** Whether the visitor may enter a server; undefined where nobody knows. */
  enters: (owned: OwnedServer) => Promise<boolean | undefined>
  /** Reads the proxy's route of a server; undefined where the visitor may not. */
  findRoute: ((owned: OwnedServer) => Promise<FoundRoute | undefined>) | undefined
  /** Ask more than the one question that a look at many asks: what is behind the proxy, and WebSockets. */
  closely: boolean
  /** Whether the server is ready now, by the hub's model; undefined where that cannot be had. */
  readReady: (owned: OwnedServer) => Promise<boolean | undefined>
}

/** Asks servers the way their users reach them. Nothing is started, stopped or logged in to, nor counts as use. */
export function askerOf({ session, enters, findRoute, closely, readReady }: Given): AskServer {
  return async (owned, signal) => {
    const { user, server } = owned
    const context = browserContext(session, signal)
    // What judges comes when it is wanted.
    const [{ askServer }, { judgeReach }, { partsOf }, { siteOf }] = await Promise.all([
      import('#diagnosis/doctor/ask/server.ts'),
      import('#diagnosis/doctor/reach/judge-reach.ts'),
      import('#diagnosis/doctor/reach/reach-parts.ts'),
      import('#diagnosis/doctor/site.ts'),
    ])
    const question = {
      user: user.name,
      server: server.name,
      ready: server.ready,
      url: addressOf(server.url),
    }
    const look: Look = {
      closely,
      lookAtTarget,
      ...(findRoute ? { findRoute: () => findRoute(owned) } : {}),
    }
    let reach = await askServer(context, question, look)
    const at = context.now()
    const site = siteOf({ at, asker: 'browser', page: context.page, hubVersion: session.hub.version })
    // It may have stopped since the list was read, and then nothing is wrong with the way.
    if (judgeReach(site, reach).kind === 'wrong') {
      reach = { ...reach, ready: (await readReady(owned)) ?? reach.ready }
    }
    const looker = { enters: await enters(owned), seesRoutes: findRoute !== undefined, closely }
    return {
      at,
      started: server.started,
      reach,
      verdict: judgeReach(site, reach),
      parts: partsOf(site, reach, looker),
    }
  }
}

/** Absolute, with a slash at its end. In the demo, servers stand beside the page. */
function addressOf(serverUrl: string): string {
  const url = __DEMO__ ? new URL(`site${serverUrl}`, baseUrl) : new URL(serverUrl, location.origin)
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}
