import type { MockHub } from '#mock-hub/hub.ts'
import { createService, type Service } from '#server/app.ts'
import type { Handshakes } from '#server/probes/handshakes.ts'
import type { HubFetch } from '#server/hub.ts'
import type { Place } from '#server/probes/inside.ts'
import type { Session, Sessions } from '#server/session.ts'
import manifest from '../../../package.json' with { type: 'json' }
import { hubAddress } from './inside.ts'
import { sitePath } from './site.ts'
import { keepLogin, type DemoLogin } from './tab.ts'

/** What the demo gives the service in the place of a network. */
export interface DemoNetwork {
  hubFetch: HubFetch
  place: Place
  handshakes: Handshakes
  /** The clock of the machine that the service runs on, in ms since the epoch. */
  clock: () => number
}

/** Hubscope's own service for this page, in front of the mock hub. `base` is the folder of the page. */
export function demoService(hub: MockHub, sessions: Sessions, base: URL, network: DemoNetwork): Service {
  return createService({
    config: {
      name: 'hubscope',
      version: manifest.version,
      prefix: base.pathname,
      hubApiUrl: `https://${hubAddress}/hub/api`,
      hubUrl: `${base.pathname}${sitePath}hub/`,
      delegable: hub.db.services.get('hubscope')?.oauthClientAllowedScopes ?? null,
      secret: 'the demo has nothing to hide',
      timeouts: { normal: 30_000, slow: 60_000 },
    },
    ...network,
    sessions,
    log: () => {},
  })
}

/** The persona in the place of a cookie. */
export function sessionsOf(login: DemoLogin): Sessions & { token: () => string | undefined } {
  const { persona, token } = login
  let session: Session | 'none' = token === null ? 'none' : { id: persona, token }
  return {
    find: () => Promise.resolve(session),
    end() {
      session = 'none'
      keepLogin({ ...login, token: null })
      return ''
    },
    token: () => (session === 'none' ? undefined : session.token),
  }
}
