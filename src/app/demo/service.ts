import type { MockHub } from '#mock-hub/hub.ts'
import { createService, type Service } from '#server/app.ts'
import type { Session, Sessions } from '#server/session.ts'
import manifest from '../../../package.json' with { type: 'json' }
import { keepLogin, type DemoLogin } from './tab.ts'

/** Hubscope's own service for this page, in front of the mock hub. `base` is the folder of the page. */
export function demoService(hub: MockHub, login: DemoLogin, base: URL): Service {
  return createService({
    config: {
      name: 'hubscope',
      version: manifest.version,
      prefix: base.pathname,
      hubApiUrl: 'https://hub.demo/hub/api',
      hubUrl: `${base.pathname}hub/`,
      delegable: hub.db.services.get('hubscope')?.oauthClientAllowedScopes ?? null,
      secret: 'the demo has nothing to hide',
      timeouts: { normal: 30_000, slow: 60_000 },
    },
    hubFetch: (url, init) => hub.respond(new Request(url, init)),
    sessions: sessionsOf(login),
    clock: Date.now,
    log: () => {},
  })
}

/** The persona in the place of a cookie. */
function sessionsOf(login: DemoLogin): Sessions {
  const { persona, token } = login
  let session: Session | 'none' = token === null ? 'none' : { id: persona, token }
  return {
    find: () => Promise.resolve(session),
    end() {
      session = 'none'
      keepLogin({ persona, token: null })
      return ''
    },
  }
}
