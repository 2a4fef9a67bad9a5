import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Route } from '#hub/wire/route.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { type FakeService, fakeService, refusal } from '../../testing/fake-service.ts'
import { Page } from './RoutesPage.tsx'

const admin = {
  scopes: ['proxy', 'list:users', 'read:users:name', 'read:servers', 'list:services', 'read:services'],
}

function route(routespec: string, data: Route['data']): Route {
  return { routespec, target: 'http://10.0.0.1:8888', data }
}

const hubRoute = route('/', { hub: true })
const aliceRoute = route('/user/alice/', { user: 'alice', server_name: '' })
const alice = {
  name: '',
  ready: true,
  pending: null,
  started: null,
  last_activity: null,
  url: '/user/alice/',
}

let service: FakeService
let routes: Route[]

beforeEach(() => {
  routes = [hubRoute, aliceRoute]
  service = fakeService()
  service.on(({ method, path }) => {
    if (path === '/users')
      return {
        body: {
          items: [{ name: 'alice', servers: { '': alice } }],
          _pagination: { offset: 0, limit: 200, total: 1, next: null },
        },
      }
    if (path === '/services') return { body: { culler: { name: 'culler' } } }
    if (path === '/proxy' && method === 'GET')
      return { body: Object.fromEntries(routes.map((each) => [each.routespec, each])) }
    return undefined
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const rowOf = async (path: string) =>
  (await screen.findByText(path, { selector: 'code' })).closest('tr') ?? document.body

describe('the routes page', () => {
  it('joins the proxy’s table with servers', async () => {
    renderPage(Page, '/routes', admin)
    const row = await rowOf('/user/alice/')
    expect(within(row).getByRole('link', { name: 'alice' })).toHaveAttribute('href', '/users?user=alice')
    expect(row).toHaveTextContent('routed')
    expect(await rowOf('/')).toHaveTextContent('the hub')
    expect(screen.getByText('2 routes')).toBeVisible()
  })

  it('reports a missing route, and what re-check has repaired', async () => {
    routes = [hubRoute]
    service.on(({ method, path }) => {
      if (method !== 'POST' || path !== '/proxy') return undefined
      routes = [hubRoute, aliceRoute]
      return { status: 200 }
    })
    renderPage(Page, '/routes', admin)
    expect(await rowOf('/user/alice/')).toHaveTextContent('no route')
    expect(screen.getByText('1 route · 1 missing')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Re-check' }))
    expect(await screen.findByText('1 route added.')).toBeVisible()
    expect(await screen.findByText('2 routes')).toBeVisible()
  })

  it('looks twice before it calls a route missing: a server may have become ready in between', async () => {
    let reads = 0
    service.on(({ path, method }) => {
      if (path !== '/proxy' || method !== 'GET') return undefined
      reads += 1
      routes = reads === 1 ? [hubRoute] : [hubRoute, aliceRoute]
      return undefined
    })
    renderPage(Page, '/routes', admin)
    expect(await rowOf('/user/alice/')).toHaveTextContent('routed')
    expect(screen.queryByText(/missing/, { selector: 'header *' })).toBeNull()
    expect(reads).toBe(2)
  })

  it('says that it cannot tell whose route is stale when the token sees some servers only', async () => {
    routes = [hubRoute, route('/user/gone/', { user: 'gone', server_name: '' })]
    renderPage(Page, '/routes', {
      scopes: ['proxy', 'list:users!group=a', 'read:users:name', 'read:servers!group=a'],
    })
    expect(await rowOf('/user/gone/')).toHaveTextContent('cannot tell')
  })

  it('shows the routes without judgement when servers cannot be read', async () => {
    service.on(({ path }) => (path === '/users' ? refusal(500, 'Internal Server Error') : undefined))
    renderPage(Page, '/routes', admin)
    expect(await rowOf('/user/alice/')).toHaveTextContent('cannot tell')
  })

  it('is hidden from a token without the scope for it', () => {
    renderPage(Page, '/routes', { scopes: ['list:users'] })
    expect(screen.getByText('Hidden from your token: the proxy’s routes')).toBeVisible()
    expect(service.asked).toEqual([])
  })
})
