import type { Clock } from '#mock-hub/clock.ts'
import { newId, type Database } from '#mock-hub/db.ts'
import { createMockHub } from '#mock-hub/hub.ts'
import type { KnownHubVersion } from '#mock-hub/scenario.ts'
import { allGrants } from './grants.ts'
import { tokenOf, type Hub } from './hub.ts'
import { prepareWorld, serviceAt } from './world.ts'

function addService(db: Database, name: string, roles: string[]): void {
  const nothing = { url: '', prefix: '', command: [], pid: 0, info: {}, display: true }
  db.services.set(name, { name, admin: false, roles, ...nothing, oauthClientAllowedScopes: [] })
}

/** A service with one role of one scope, and its token: as the real hub's configuration makes them. */
function addGrant(db: Database, name: string, grant: string): void {
  db.roles.set(name, { name, scopes: grant ? [grant] : [] })
  addService(db, name, [name])
  const id = newId(db)
  const owner = { kind: 'service', name } as const
  const about = { clientId: 'jupyterhub', clientDescription: '', note: '', sessionId: null }
  const times = { created: Date.now(), lastActivity: null, expiresAt: null }
  db.tokens.set(id, { id, value: tokenOf(grant), owner, scopes: ['inherit'], ...about, ...times })
}

/** Time that passes ten times as fast. */
function fastClock(): Clock {
  const began = Date.now()
  return {
    now: () => began + (Date.now() - began) * 10,
    after(ms, task) {
      const timer = setTimeout(task, ms / 10)
      return () => clearTimeout(timer)
    },
  }
}

/** Starts a mock hub in this process, with every grant of the suite as a service. */
export async function startMock(release: KnownHubVersion): Promise<Hub> {
  const limits = { concurrentSpawnLimit: 2 }
  const mock = createMockHub({ version: release, users: 0, clock: fastClock(), limits })
  for (const [number, grant] of allGrants(mock.version).entries()) addGrant(mock.db, `grant-${number}`, grant)
  for (const name of Object.values(serviceAt)) addService(mock.db, name, [])
  const hub: Hub = {
    version: mock.version,
    admin: mock.issueToken('admin'),
    send(token, method, path, options = {}) {
      const headers = { ...(token && { authorization: `token ${token}` }), ...options.headers }
      const body = options.body === undefined ? null : JSON.stringify(options.body)
      return mock.respond(new Request(`http://hub.test/hub/api${path}`, { method, headers, body }))
    },
    visit: (path, headers) => mock.respond(new Request(`http://hub.test/hub${path}`, { headers })),
    close: () => Promise.resolve(),
  }
  await prepareWorld(hub)
  return hub
}
