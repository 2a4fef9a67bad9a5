import { getResponse, type HttpHandler } from 'msw'
import { parseVersion } from '#hub/versions.ts'
import { abortable } from './adapters/abortable.ts'
import { type Clock, realClock } from './clock.ts'
import type { Core } from './core.ts'
import { scopesOfPrincipal } from './credentials.ts'
import { type Database, findUser, newId } from './db.ts'
import { groupEndpoints } from './handlers/groups.ts'
import { identityEndpoints } from './handlers/identity.ts'
import { loginHandler } from './handlers/login.ts'
import { progressEndpoints } from './handlers/progress.ts'
import { proxyEndpoints } from './handlers/proxy.ts'
import { serverEndpoints } from './handlers/servers.ts'
import { serviceEndpoints } from './handlers/services.ts'
import { tokenEndpoints } from './handlers/tokens.ts'
import { unknownEndpoint } from './handlers/unknown.ts'
import { userEndpoints } from './handlers/users.ts'
import { proxyTable } from './proxy-table.ts'
import { randomToken, seededRandom } from './random.ts'
import { defaultScenario, type Limits, type Scenario } from './scenario.ts'
import { seedDatabase } from './seeds/seed.ts'
import { seedServers } from './seeds/servers.ts'
import type { SpawnMemory } from './spawn-memory.ts'
import { createSpawners } from './spawners.ts'

/** A JupyterHub in memory. */
export interface MockHub extends Core {
  handlers: readonly HttpHandler[]
  /** Answers a request for any URL that ends in `/hub/api/...` or `/hub/login`, as `fetch` would, its signal included; 404 for others. */
  respond(request: Request): Promise<Response>
  remember(): HubMemory
  /** A new API token of a user, as the token page makes them. `inherit`: all that the user holds. */
  issueToken(user: string, scopes?: readonly string[]): string
  /** The token that a login through a service gives; undefined when the hub denies the user that service. */
  signIn(user: string, service: string): string | undefined
}

export interface MockHubOptions extends Partial<Omit<Scenario, 'limits'>> {
  limits?: Partial<Limits>
  clock?: Clock
  /** What an earlier hub left behind, instead of the seeds; it is used as it is. */
  memory?: HubMemory
}

/** All that a mock hub knows, for another one to go on with. Can be cloned (`structuredClone`). */
export interface HubMemory {
  db: Database
  spawns: SpawnMemory[]
}

export function createMockHub(options: MockHubOptions = {}): MockHub {
  const scenario: Scenario = {
    ...defaultScenario,
    faults: [],
    ...options,
    limits: { ...defaultScenario.limits, ...options.limits },
  }
  const { baseUrl, limits, latency, faults } = scenario
  const version = parseVersion(scenario.version)
  if (!version) throw new Error(`not a hub version: ${scenario.version}`)
  const clock = options.clock ?? realClock
  const { memory } = options
  // A hub that goes on must not make the tokens of the one before again.
  const random = seededRandom(scenario.seed + (memory?.db.nextId ?? 0))
  const db = memory?.db ?? seedDatabase({ users: scenario.users, baseUrl, now: clock.now(), random })
  const proxy = proxyTable(db, clock, baseUrl)
  const spawners = createSpawners({ db, clock, proxy, random, limits, version, baseUrl })
  const core: Core = { db, version, baseUrl, clock, random, limits, latency, faults, spawners, proxy }
  if (memory) spawners.resume(memory.spawns)
  else seedServers(core)

  const known = [
    identityEndpoints,
    userEndpoints,
    serverEndpoints,
    progressEndpoints,
    tokenEndpoints,
    groupEndpoints,
    serviceEndpoints,
    proxyEndpoints,
  ].flatMap((endpoints) => endpoints(core))
  const api = [...known, unknownEndpoint(core, known)].map(({ handler }) => handler)
  const handlers = [...api, loginHandler(core)]
  return {
    ...core,
    handlers,
    respond: (request) =>
      abortable(
        request,
        async (request) => (await getResponse(handlers, request)) ?? new Response(null, { status: 404 }),
      ),
    remember: () => ({ db, spawns: spawners.remember() }),
    issueToken: (user, scopes = ['inherit']) => addToken(core, user, scopes, undefined),
    signIn(user, service) {
      const row = findUser(db, user)
      const client = db.services.get(service)
      if (!row || !client) return undefined
      const held = scopesOfPrincipal(db, { kind: 'user', row }, version)
      const opens = ['access:services', `access:services!service=${service}`]
      if (!opens.some((scope) => held.includes(scope))) return undefined
      return addToken(core, user, client.oauthClientAllowedScopes, service)
    },
  }
}

function addToken(core: Core, user: string, scopes: readonly string[], service: string | undefined): string {
  const { db, clock, random } = core
  const row = findUser(db, user)
  if (!row) throw new Error(`no user is called ${user}`)
  const id = newId(db)
  const value = randomToken(random)
  const twoWeeks = 14 * 24 * 60 * 60_000
  db.tokens.set(id, {
    id,
    value,
    owner: { kind: 'user', id: row.id },
    scopes: [...scopes],
    clientId: service ? `service-${service}` : 'jupyterhub',
    clientDescription: service ? `JupyterHub service ${service}` : 'JupyterHub',
    note: service ? '' : 'Requested via api',
    sessionId: service ? randomToken(random) : null,
    created: clock.now(),
    lastActivity: null,
    expiresAt: service ? clock.now() + twoWeeks : null,
  })
  return value
}
