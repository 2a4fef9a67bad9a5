import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serverKey } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { reaches } from '../../api/reach/reach-store.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { type FakeService, fakeService, refusal } from '../../testing/fake-service.ts'
import { Page } from './ServersPage.tsx'

const admin = { scopes: ['list:users', 'read:users:name', 'read:servers', 'delete:servers'] }

function server(name: string, change: Partial<Server> = {}): Server {
  return {
    name,
    ready: true,
    pending: null,
    started: '2026-11-22T09:00:00Z',
    last_activity: '2026-11-22T09:30:00Z',
    url: `/user/x/${name}`,
    ...change,
  }
}

const users: User[] = [
  { name: 'bob', servers: { gpu: server('gpu', { user_options: { profile: 'large' } }) } },
  {
    name: 'alice',
    servers: { '': server('', { ready: false, pending: 'spawn', started: '2026-11-22T10:00:00Z' }) },
  },
]

let service: FakeService

/** Answers the walk over users with a server, two users at a time. */
function list(all: User[]): void {
  service.on(({ path, query }) => {
    if (path !== '/users' || query.get('state') !== 'active') return undefined
    const offset = Number(query.get('offset'))
    const next = offset + 2 < all.length ? { offset: offset + 2, limit: 2, url: '' } : null
    const items = all.slice(offset, offset + 2)
    return { body: { items, _pagination: { offset, limit: 2, total: all.length, next } } }
  })
}

beforeEach(() => {
  service = fakeService()
  vi.stubGlobal('isSecureContext', true)
})

afterEach(() => {
  cleanup()
  reaches.clear()
  vi.unstubAllGlobals()
})

const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[0]?.textContent)

describe('the servers page', () => {
  it('lists every server that is not stopped, over all pages of users', async () => {
    list([...users, { name: 'carol', servers: { '': server('') } }])
    renderPage(Page, '/servers', admin)
    expect(await screen.findByRole('link', { name: 'carol' })).toBeVisible()
    expect(names()).toEqual(['alice', 'bob/gpu', 'carol'])
    expect(screen.getByText('3 active · 1 starting')).toBeVisible()
  })

  it('keeps order and filters in the address', async () => {
    list(users)
    const page = renderPage(Page, '/servers?sort=-started', admin)
    await screen.findByRole('link', { name: 'bob' })
    expect(names()).toEqual(['alice', 'bob/gpu'])
    await userEvent.click(screen.getByRole('button', { name: /^Started/ }))
    expect(page.address()).toBe('/servers?sort=started')
    expect(names()).toEqual(['bob/gpu', 'alice'])
    await userEvent.selectOptions(screen.getByLabelText('State'), 'ready')
    expect(page.address()).toBe('/servers?sort=started&state=ready')
    expect(names()).toEqual(['bob/gpu'])
    expect(screen.getByText('1 of 2 active · 1 starting')).toBeVisible()
  })

  it('offers a way back when nothing matches', async () => {
    list(users)
    renderPage(Page, '/servers?q=nobody', admin)
    expect(await screen.findByText('No server matches the filters.')).toBeVisible()
    await userEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] ?? document.body)
    expect(names()).toHaveLength(2)
  })

  it('says what is lost before it stops a server', async () => {
    list(users)
    service.on(({ method, path }) =>
      method === 'DELETE' && path === '/users/bob/servers/gpu' ? { status: 204 } : undefined,
    )
    renderPage(Page, '/servers', admin)
    await userEvent.click(await screen.findByRole('button', { name: 'Stop bob/gpu' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Stop bob/gpu?' })
    expect(dialog).toHaveTextContent('unsaved work')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stop 1 server' }))
    expect(service.last('/users/bob/servers/gpu', 'DELETE')).toBeDefined()
  })

  it('is hidden, with the scope that would show it, from a token that sees no servers', () => {
    renderPage(Page, '/servers', { scopes: ['list:users', 'read:users:name'] })
    expect(screen.getByText('Hidden from your token: the hub’s servers')).toBeVisible()
    expect(screen.getByText('read:servers')).toBeVisible()
    expect(service.asked).toEqual([])
  })

  it('is hidden from a token that may not list users', () => {
    renderPage(Page, '/servers', { scopes: ['read:servers'] })
    expect(screen.getByText('list:users')).toBeVisible()
  })

  it('tells how many users’ servers are hidden when only some are', async () => {
    list([...users, { name: 'carol' }])
    renderPage(Page, '/servers', admin)
    expect(await screen.findByText(/servers of 1 user hidden/)).toBeVisible()
  })

  it('shows a refusal in the hub’s words', async () => {
    service.on(() => refusal(500, 'Internal Server Error'))
    renderPage(Page, '/servers', admin)
    expect(await screen.findByRole('alert')).toHaveTextContent('Internal Server Error')
  })

  it('shows the servers of everybody else when one user breaks the list, and says that one does', async () => {
    const all = [...users, { name: 'carol', servers: { '': server('') } }]
    service.on(({ path, query }) => {
      if (path !== '/users') return undefined
      const offset = Number(query.get('offset') ?? 0)
      const limit = Number(query.get('limit') ?? 50)
      const items = all.slice(offset, offset + limit)
      if (items.some(({ name }) => name === 'alice')) return refusal(500, 'Internal Server Error')
      return { body: { items, _pagination: { offset, limit, total: all.length, next: null } } }
    })
    renderPage(Page, '/servers', { ...admin, version: '5.5.1' })
    expect(await screen.findByText('One user breaks the hub’s list of users')).toBeVisible()
    const table = screen.getByRole('table')
    expect(within(table).getByRole('link', { name: 'bob' })).toBeVisible()
    expect(within(table).getByRole('link', { name: 'carol' })).toBeVisible()
    expect(within(table).queryByRole('link', { name: 'alice' })).not.toBeInTheDocument()
  })
})

describe('whether a server answers', () => {
  const minutes = 60_000

  /** Keeps what a check of bob/gpu came to that was over so many minutes ago, of a run of it. */
  async function checked(ago: number, started = server('gpu').started): Promise<void> {
    const owned = { key: serverKey('bob', 'gpu'), user: { name: 'bob' }, server: server('gpu', { started }) }
    await reaches.check(owned, async () => ({
      at: Date.now() - ago * minutes,
      started,
      reach: { user: 'bob', server: 'gpu', ready: true, asked: { at: 1, ms: 1 } },
      verdict: { kind: 'reached' },
      parts: { well: [], unlooked: [] },
    }))
    list(users)
    renderPage(Page, '/servers', admin)
    await screen.findByRole('link', { name: 'bob' })
  }

  it('is said without an age as long as it is fresh', async () => {
    await checked(1)
    expect(screen.getByRole('link', { name: 'answers: the check of bob/gpu' })).toBeVisible()
  })

  it('is said with its age when the server may have frozen since', async () => {
    await checked(10)
    expect(screen.getByRole('link', { name: 'answers, 10 m ago: the check of bob/gpu' })).toBeVisible()
  })

  it('is forgotten when the server has been started anew, whatever the clocks say', async () => {
    await checked(1, '2026-11-22T08:00:00Z')
    expect(screen.getByRole('button', { name: 'Check bob/gpu' })).toBeVisible()
    expect(screen.queryByRole('link', { name: /the check of/ })).not.toBeInTheDocument()
  })

  it('is asked by the keyboard, which goes to the panel and back to the row', async () => {
    list(users)
    renderPage(Page, '/servers', admin)
    const button = await screen.findByRole('button', { name: 'Check bob/gpu' })
    button.focus()
    await userEvent.keyboard('{Enter}')
    const panel = await screen.findByRole('complementary', { name: 'bob/gpu' })
    await waitFor(() => expect(panel).toHaveFocus())
    const link = await screen.findByRole('link', { name: /the check of bob\/gpu/ }, { timeout: 10_000 })
    expect(panel).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(panel).not.toBeInTheDocument())
    expect(link).toHaveFocus()
  })
})
