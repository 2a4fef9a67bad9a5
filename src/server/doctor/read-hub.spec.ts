import { describe, expect, it } from 'vitest'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { findProgress, readDrift } from './read-hub.ts'
import { type Access, openReader } from './reader.ts'

const admin = ['list:users', 'read:servers', 'list:services', 'read:services', 'proxy']
const login: Access = { kind: 'login' }

const server = (name: string, change: object = {}) => {
  const url = `/user/ada/${name}`
  return { name, ready: true, pending: null, started: null, last_activity: null, url, ...change }
}
const userWith = (name: string, ...servers: ReturnType<typeof server>[]) => ({
  name,
  servers: Object.fromEntries(servers.map((each) => [each.name, each])),
})
const route = (routespec: string, data: object) => ({ routespec, target: 'http://10.0.0.7:8888', data })

/** Answers by path, for a visitor called `ada`; a list is one page for each of its parts. */
function hubWith(answers: Record<string, unknown>, scopes = admin) {
  const asked: string[] = []
  const context: ProbeContext = {
    kind: 'command-line',
    page: {
      origin: 'https://hub.test',
      prefix: '/services/hubscope/',
      hubUrl: 'https://hub.test/hub/',
      trustworthy: true,
    },
    async send(url, { headers = {} }) {
      asked.push(`${url.slice('https://hub.test'.length)}${headers['Authorization'] ? ' with a token' : ''}`)
      const path = url.split('/hub/api')[1] ?? ''
      const body = path === '/user' ? { kind: 'user', name: 'ada', scopes } : answers[path]
      return body === undefined
        ? new Response('{"status": 403, "message": "no"}', { status: 403 })
        : Response.json(body, { headers: { 'X-JupyterHub-Version': '6.1.1' } })
    },
    signal: new AbortController().signal,
    now: () => 0,
  }
  const open = async (access: Access = login) => {
    const reader = await openReader(context, access)
    if (!reader) throw new Error('the hub does not say who this is')
    return reader
  }
  return { asked, context, open }
}

const list = (offset: number) => `/users?state=active&limit=100&offset=${offset}`
const page = (items: object[], next: number | null = null) => ({
  items,
  _pagination: {
    offset: 0,
    limit: 100,
    total: 9,
    next: next === null ? null : { offset: next, limit: 100, url: '' },
  },
})

describe('routes, read through the service', () => {
  it('are set against servers on all pages and against services, and what looks wrong is read again', async () => {
    const { open, asked } = hubWith({
      [list(0)]: page([userWith('ada', server(''))], 100),
      [list(100)]: page([userWith('bob', server('gpu', { url: '/user/bob/gpu/' }))]),
      '/services': { hubscope: { name: 'hubscope', url: 'http://10.0.0.1', prefix: '/services/hubscope/' } },
      '/proxy': {
        '/user/ada/': route('/user/ada/', { user: 'ada', server_name: '' }),
        '/user/eve/': route('/user/eve/', { user: 'eve', server_name: '' }),
        '/services/hubscope/': route('/services/hubscope/', { service: 'hubscope' }),
      },
    })
    expect(await readDrift(await open())).toEqual({
      ok: 2,
      wrong: [
        { spec: '/user/eve/', state: 'stale', target: 'http://10.0.0.7:8888' },
        { spec: '/user/bob/gpu/', state: 'missing' },
      ],
    })
    expect(asked.filter((path) => path.endsWith('/proxy'))).toEqual([
      '/services/hubscope/hub/api/proxy',
      '/services/hubscope/hub/api/proxy',
    ])
  })

  it('are not read without the right, which is named', async () => {
    const without = async (...scopes: string[]) => {
      const { open } = hubWith(
        {},
        admin.filter((scope) => !scopes.includes(scope)),
      )
      return readDrift(await open())
    }
    expect(await without('proxy')).toEqual({
      unread: 'Needs the scope proxy, which this login does not hold.',
    })
    expect(await without('read:servers')).toEqual({
      unread: 'Needs the scopes list:users and read:servers, which this login does not hold.',
    })
  })

  it('are not judged by half an answer', async () => {
    const { open } = hubWith({ '/proxy': {}, '/services': {} })
    expect(await readDrift(await open())).toEqual({ unread: 'The hub did not answer as it should.' })
  })
})

describe('a server whose progress can be read', () => {
  it('is found with the ways that a login has', async () => {
    const { open, context } = hubWith({
      [list(0)]: page([userWith('ada', server('', { pending: 'spawn' }))]),
    })
    expect(await findProgress(context, await open(), login)).toEqual({
      state: 'starting',
      hub: 'https://hub.test/hub/api/users/ada/server/progress',
      service: 'https://hub.test/services/hubscope/api/progress?server=ada%2F',
    })
  })

  it('is found with a token straight at the hub', async () => {
    const { open, context, asked } = hubWith({ [list(0)]: page([userWith('ada', server(''))]) })
    const token: Access = { kind: 'token', token: 't' }
    expect(await findProgress(context, await open(token), token)).toEqual({
      state: 'ready',
      hub: 'https://hub.test/hub/api/users/ada/server/progress',
      question: { bare: true, headers: { Authorization: 'token t' } },
    })
    expect(asked).toEqual(['/hub/api/user with a token', `/hub/api${list(0)} with a token`])
  })

  it('is looked for among one’s own where no list is shown, and may be missing', async () => {
    const own = ['read:users!user=ada', 'read:servers!user=ada']
    const { open, context } = hubWith({ '/users/ada': userWith('ada') }, own)
    expect(await findProgress(context, await open(), login)).toEqual({
      unread: 'No server is starting, and ada has none that is ready.',
    })
    const blind = hubWith({}, ['list:users'])
    expect(await findProgress(context, await blind.open(), login)).toEqual({
      unread: 'Needs the scope read:servers, which this login does not hold.',
    })
  })
})
