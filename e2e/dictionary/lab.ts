import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseVersion, type HubVersion } from '#hub/versions.ts'
import { demand } from '#stack/hub-client.ts'
import type { HubVersion as Release } from '#stack/hub-versions.ts'
import { freePorts } from '#stack/ports.ts'
import type { Stack } from '#stack/stack-options.ts'
import { startStack } from '#stack/stack.ts'
import { type Ask, exchange, type Exchange } from './exchange.ts'
import { logIn } from './login.ts'

/** Services that hold some scopes and nothing else, to be refused the rest. */
const holders = {
  poor: [],
  'ada-only': ['list:users!user=ada', 'read:users!user=ada'],
  recruiter: ['admin:users'],
} as const satisfies Record<string, readonly string[]>

export type Holder = keyof typeof holders

/** A real hub in which messages of the dictionary are provoked. */
export interface Lab {
  version: HubVersion
  stack: Stack
  /** The end of its jupyterhub_config.py. */
  config: string
  /** As a browser or a script would, at the public address; `path` begins with `/`. */
  ask(path: string, ask?: Ask): Promise<Exchange>
  /** With a token: of the admin unless another holder is named. */
  api(method: string, path: string, body?: Ask['body'], holder?: Holder): Promise<Exchange>
  /** Does what has to be there before; throws when the hub refuses. */
  prepare(method: string, path: string, body?: object): Promise<void>
  /** A new token of a user. */
  tokenOf(user: string): Promise<string>
  /** The cookies of a browser in which the user has logged in. */
  cookiesOf(user: string): Promise<Browser>
}

/** What a browser holds after a login. */
export interface Browser {
  cookie: string
  /** The XSRF value for API calls; empty on hubs that have none. */
  xsrf: string
}

export function tokenOf(holder: Holder): string {
  return createHash('sha256').update(`dictionary ${holder}`).digest('hex').slice(0, 32)
}

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Starts the hub and makes the people that the provocations speak of. */
export async function startLab(release: Release): Promise<Lab> {
  const version = parseVersion(release)
  if (!version) throw new Error(`${release} is no version`)
  const [port = 0] = await freePorts(1)
  const settings = {
    folder,
    port,
    holders: Object.fromEntries(
      Object.entries(holders).map(([name, scopes]) => [name, [tokenOf(name as Holder), scopes]]),
    ),
  }
  const end = readFileSync(`${folder}/lab_config.py`, 'utf8')
  const config = `import json\nlab = json.loads(${JSON.stringify(JSON.stringify(settings))})\n${end}`
  const stack = await startStack({
    hub: release,
    people: 0,
    servers: false,
    culler: false,
    service: fileURLToPath(new URL('../contract/stand-in-service.mjs', import.meta.url)),
    extraConfig: config,
  })
  const browsers = new Map<string, Promise<Browser>>()
  const root = stack.url.replace(/\/$/, '')
  const lab: Lab = {
    version,
    stack,
    config,
    ask: (path, ask) => exchange(root + path, ask),
    api: (method, path, body, holder) =>
      exchange(`${root}/hub/api${path}`, {
        method,
        headers: { authorization: `token ${holder ? tokenOf(holder) : stack.adminToken}` },
        ...(body !== undefined && { body }),
      }),
    prepare: async (method, path, body) => {
      await demand(stack.hubApi, method, path, body)
    },
    tokenOf: async (user) => {
      const made: unknown = JSON.parse(await demand(stack.hubApi, 'POST', `/users/${user}/tokens`, {}))
      if (typeof made !== 'object' || made === null || !('token' in made)) throw new Error('no token')
      return String(made.token)
    },
    cookiesOf: (user) => {
      const known = browsers.get(user) ?? logIn(root, user)
      browsers.set(user, known)
      return known
    },
  }
  await lab.prepare('POST', '/users', {
    usernames: ['ada', 'bob', 'lapsed', 'stillborn', 'outdated', 'leisurely', 'slow', 'idle'],
  })
  return lab
}
