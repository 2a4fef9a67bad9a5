import { describe, expect, it } from 'vitest'
import type { Route } from './wire/route.ts'
import type { Server } from './wire/server.ts'
import {
  compareRoutes,
  findRoute,
  type RouteRow,
  routeRows,
  type RouteView,
  specKey,
  specOfUrl,
} from './route-rows.ts'

function route(routespec: string, data: Route['data'], target = 'http://127.0.0.1:1234'): Route {
  return { routespec, target, data }
}

function owned(user: string, name: string, change: Partial<Server> = {}) {
  const url = `/jupyter/user/${encodeURIComponent(user)}/${name === '' ? '' : `${name}/`}`
  const server = { name, ready: true, pending: null, started: null, last_activity: null, url, ...change }
  return { user: { name: user }, server }
}

function rows(view: Partial<RouteView>): RouteRow[] {
  return routeRows({ routes: [], servers: [], allServers: true, services: [], allServices: true, ...view })
}

describe('routes joined with servers', () => {
  it('finds the owner of a server’s route, under any base path', () => {
    const [row] = rows({
      routes: [
        route('/jupyter/user/alice/gpu/', {
          user: 'alice',
          server_name: 'gpu',
          last_activity: '2026-01-01T00:00:00Z',
        }),
      ],
      servers: [owned('alice', 'gpu')],
    })
    expect(row).toEqual({
      spec: '/jupyter/user/alice/gpu/',
      target: 'http://127.0.0.1:1234',
      owner: { kind: 'server', user: 'alice', server: 'gpu' },
      state: 'ok',
      lastActivity: '2026-01-01T00:00:00Z',
    })
  })

  it('joins by path where the names differ: a renamed user keeps route and path until the server stops', () => {
    const [row, ...more] = rows({
      routes: [route('/user/old/', { user: 'old', server_name: '' })],
      servers: [owned('new', '', { url: '/user/old/' })],
    })
    expect(row).toMatchObject({ owner: { user: 'new' }, state: 'ok' })
    expect(more).toEqual([])
  })

  it('joins by names where no path agrees', () => {
    const result = rows({
      routes: [route('/user/alice/', { user: 'alice' })],
      servers: [owned('alice', '', { url: '/elsewhere/' })],
    })
    expect(result.map(({ state }) => state)).toEqual(['ok'])
  })

  it('compares host and path in subdomain mode, without the port', () => {
    const result = rows({
      routes: [route('alice.hub.example.org/user/alice/', { user: 'alice', server_name: '' })],
      servers: [owned('alice', '', { url: 'https://Alice.hub.example.org:8443/user/alice/' })],
    })
    expect(result.map(({ state }) => state)).toEqual(['ok'])
  })

  it('reports a ready server without a route, and no other', () => {
    const result = rows({
      servers: [
        owned('alice', ''),
        owned('bob', '', { ready: false, pending: 'spawn' }),
        owned('eve', '', { ready: false }),
      ],
    })
    expect(result).toEqual([
      {
        spec: '/jupyter/user/alice/',
        target: undefined,
        owner: { kind: 'server', user: 'alice', server: '' },
        state: 'missing',
        lastActivity: undefined,
      },
    ])
  })

  it('calls a route stale only when the token sees every server', () => {
    const routes = [route('/user/gone/', { user: 'gone', server_name: '' })]
    expect(rows({ routes })[0]?.state).toBe('stale')
    expect(rows({ routes, allServers: false })[0]?.state).toBe('unjudged')
    expect(rows({ routes, servers: undefined })[0]?.state).toBe('unjudged')
  })

  it('does not judge the route of a server that starts or stops', () => {
    const servers = [owned('alice', '', { ready: false, pending: 'stop' })]
    expect(rows({ routes: [route('/jupyter/user/alice/', { user: 'alice' })], servers })[0]?.state).toBe(
      'changing',
    )
  })
})

describe('routes joined with services', () => {
  it('tells the hub’s own route and configured ones', () => {
    const result = rows({ routes: [route('/', { hub: true }), route('/extra/', { extra: true })] })
    expect(result.map(({ owner, state }) => [owner.kind, state])).toEqual([
      ['hub', 'ok'],
      ['configured', 'ok'],
    ])
  })

  it('reports services with a url and no route, and routes of services that are not there', () => {
    const result = rows({
      routes: [route('/services/old/', { service: 'old' }), route('/services/here/', { service: 'here' })],
      services: [
        { name: 'here', url: 'http://127.0.0.1:1', prefix: '/services/here/' },
        { name: 'lost', url: 'http://127.0.0.1:2', prefix: '/services/lost/' },
        { name: 'culler' },
      ],
    })
    expect(result.map(({ spec, state }) => [spec, state])).toEqual([
      ['/services/old/', 'stale'],
      ['/services/here/', 'ok'],
      ['/services/lost/', 'missing'],
    ])
  })

  it('judges nothing of services that the token may not see', () => {
    const result = rows({ routes: [route('/services/x/', { service: 'x' })], services: undefined })
    expect(result.map(({ state }) => state)).toEqual(['unjudged'])
  })
})

describe('the route of one server', () => {
  it('is found by path, else by names', () => {
    const { server } = owned('alice', 'gpu')
    const byPath = route('/jupyter/user/alice/gpu', {})
    const byNames = route('/elsewhere/', { user: 'alice', server_name: 'gpu' })
    expect(findRoute([byNames, byPath], 'alice', server)).toBe(byPath)
    expect(findRoute([byNames], 'alice', server)).toBe(byNames)
    expect(findRoute([route('/', { hub: true })], 'alice', server)).toBeUndefined()
  })
})

describe('routespecs', () => {
  it('are compared decoded, with a slash at the end', () => {
    expect(specKey('/user/%C3%A9@x.org')).toBe('/user/é@x.org/')
    expect(specOfUrl('/user/a%2Bb/')).toBe('/user/a+b/')
    expect(specOfUrl('http://HUB.example:8000/user/x/')).toBe('hub.example/user/x/')
  })

  it('that do not decode are compared as they are', () => {
    expect(specKey('/user/100%/')).toBe('/user/100%/')
  })
})

describe('what re-check changed', () => {
  it('is told by routespec', () => {
    const before = [route('/a/', {}), route('/b/', {}), route('/c/', {})]
    const after = [route('/b/', {}), route('/c/', {}, 'http://elsewhere'), route('/d/', {})]
    expect(compareRoutes(before, after)).toEqual({ added: ['/d/'], removed: ['/a/'], changed: ['/c/'] })
  })
})
