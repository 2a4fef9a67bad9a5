import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Suspense } from 'react'
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HubError } from '#hub/errors.ts'
import type { SignedIn } from '#server/contract.ts'
import { sessionQuery } from '../../api/session.ts'
import { dock } from './dock-store.ts'
import { type Exchange, exchanges } from '../record/exchange-store.ts'
import { InspectorDock } from './InspectorDock.tsx'
import { useInspect } from './use-inspect.ts'

const session: SignedIn = {
  state: 'signed-in',
  identity: { kind: 'user', name: 'ta', admin: false, scopes: ['read:servers', 'list:users'] },
  hub: { version: '6.1.1' },
  prefix: '/',
  hubUrl: '/hub/',
  delegable: ['read:servers', 'list:users'],
  csrf: '',
  service: { name: 'hubscope', version: '0' },
}

const denied: HubError = {
  tag: 'refused',
  operation: 'stopServer',
  status: 403,
  answeredBy: 'hub',
  message: 'Action is not authorized with current scopes; requires any of [delete:servers]',
  requiredScopes: ['delete:servers'],
  retryAfter: undefined,
}

/** Records a finished exchange. */
function record(change: Partial<Exchange> = {}): number {
  let id = 0
  act(() => {
    id = exchanges.begin({
      operation: change.operation ?? 'listUsers',
      method: change.method ?? 'GET',
      path: change.path ?? '/users',
      query: change.query ?? '',
      params: change.params ?? {},
    })
    const now = Date.now()
    exchanges.update(id, { sentAt: now, doneAt: now + 12, status: 200, answeredBy: 'hub', ...change })
  })
  return id
}

function recordDenial(): number {
  return record({
    operation: 'stopServer',
    method: 'DELETE',
    path: '/users/alice/servers/gpu',
    params: { user: 'alice', server: 'gpu' },
    status: 403,
    error: denied,
  })
}

let failing = 0

function Page() {
  const inspect = useInspect()
  return (
    <button type="button" onClick={() => inspect(failing)}>
      Open in inspector
    </button>
  )
}

function Frame() {
  return (
    <Suspense>
      <Outlet />
      <InspectorDock />
    </Suspense>
  )
}

function open(at = '/users') {
  const client = new QueryClient()
  client.setQueryData(sessionQuery.queryKey, session)
  const children = [
    { path: 'users', element: <Page /> },
    { path: 'servers', element: <p>Servers</p> },
  ]
  const router = createMemoryRouter([{ element: <Frame />, children }], { initialEntries: [at] })
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return {
    go: (to: string | number) => act(() => router.navigate(to as string)),
    address: () => router.state.location.pathname + router.state.location.search,
  }
}

const row = (name: RegExp) => screen.findByRole('button', { name })
const table = () => screen.findByRole('table', { name: /Requests of this page/ })

// Loaded on demand by the dock: the first test would otherwise wait for the transformation.
beforeAll(() => Promise.all([import('../InspectorBody.tsx'), import('../InspectorTools.tsx')]))

beforeEach(() => {
  // jsdom lays nothing out, and has no scrolling either.
  Element.prototype.scrollIntoView = () => {}
})

afterEach(() => {
  cleanup()
  exchanges.clear()
  dock.close()
  localStorage.clear()
})

describe('the closed dock', () => {
  test('is one line that counts what was asked and what was refused', () => {
    open()
    record()
    recordDenial()
    const region = screen.getByRole('region', { name: 'Inspector' })
    expect(region).toHaveTextContent('2 exchanges1 refused')
    expect(screen.getByRole('button', { name: 'Inspector' })).toHaveAttribute('aria-expanded', 'false')
    expect(screen.queryByRole('table')).not.toBeInTheDocument()
  })

  test('opens and closes with i, and the address says so', async () => {
    const { address } = open('/users?page=2')
    record()
    await userEvent.keyboard('i')
    await table()
    expect(address()).toBe('/users?page=2&inspect=')
    await userEvent.keyboard('i')
    expect(screen.queryByRole('table')).not.toBeInTheDocument()
    expect(address()).toBe('/users?page=2')
    expect(screen.getByRole('button', { name: 'Inspector' })).toHaveFocus()
  })
})

describe('the address', () => {
  test('opens the dock on an exchange, however far down the list', async () => {
    for (let earlier = 0; earlier < 150; earlier++) record()
    const id = recordDenial()
    open(`/users?inspect=${id}`)
    expect(await screen.findByText(/scope-denied/)).toBeVisible()
    expect((await table()).parentElement?.scrollTop).toBe(150 * 26)
  })

  test('of an exchange that is not recorded says that it is gone', async () => {
    open('/users?inspect=17')
    expect(await screen.findByText(/no longer in the record/)).toBeVisible()
  })

  test('keeps the dock open on the way to another page, and follows the back button', async () => {
    const { go, address } = open('/users')
    record()
    await userEvent.click(screen.getByRole('button', { name: 'Inspector' }))
    await table()
    await go('/servers?sort=name')
    expect(address()).toBe('/servers?sort=name&inspect=')
    expect(await table()).toBeVisible()
    await go('/users')
    await userEvent.click(screen.getByRole('button', { name: 'Inspector' }))
    expect(address()).toBe('/users')
    await go(-1)
    await waitFor(() => expect(address()).toBe('/servers?sort=name&inspect='))
    expect(await table()).toBeVisible()
  })
})

describe('the list', () => {
  test('has a row for each exchange, in order, with who answered and how', async () => {
    record({ path: '/users/bj%C3%B8rn', operation: 'getUser' })
    record({ operation: 'progress', path: '/api/progress', frames: 3, answeredBy: 'service' })
    record({
      status: undefined,
      answeredBy: 'nobody',
      error: { tag: 'unreachable', operation: '', message: '', timedOut: false },
    })
    open('/users?inspect=')
    const rows = within(await table())
      .getAllByRole('row')
      .slice(1)
    expect(rows.map((each) => each.textContent)).toEqual([
      'GET /users/bjørnread a user200hub12',
      'GET /api/progresswatch spawns200service, stream12',
      'GET /userslist users–nobody12',
    ])
  })

  test('is walked with the arrow keys, and the address follows', async () => {
    const ids = [record({ query: 'n=1' }), record({ query: 'n=2' }), record({ query: 'n=3' })]
    const { address } = open('/users?inspect=')
    await userEvent.click(await row(/n=3/))
    await userEvent.keyboard('{ArrowUp}')
    expect(await row(/n=2/)).toHaveFocus()
    expect(address()).toBe(`/users?inspect=${ids[1]}`)
    await userEvent.keyboard('{Home}{ArrowUp}')
    expect(address()).toBe(`/users?inspect=${ids[0]}`)
    await userEvent.keyboard('{End}')
    expect(await row(/n=3/)).toHaveFocus()
  })

  test('has one stop for the Tab key', async () => {
    record({ query: 'n=1' })
    record({ query: 'n=2' })
    open('/users?inspect=')
    expect(await row(/n=1/)).toHaveAttribute('tabindex', '-1')
    expect(await row(/n=2/)).toHaveAttribute('tabindex', '0')
  })

  test('is narrowed to what was refused, by a button that writes the filter', async () => {
    record()
    recordDenial()
    open('/users?inspect=')
    await userEvent.click(await screen.findByRole('button', { name: 'Refused' }))
    expect(screen.getByRole('button', { name: 'Refused' })).toHaveAttribute('aria-pressed', 'true')
    expect(within(await table()).getAllByRole('row')).toHaveLength(2)
    await userEvent.click(screen.getByRole('button', { name: 'Streams' }))
    expect(screen.getByText('No exchange matches the filter so far.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Remove is:refused' }))
    await userEvent.click(screen.getByRole('button', { name: 'Streams' }))
    expect(within(await table()).getAllByRole('row')).toHaveLength(3)
  })

  test('is cleared', async () => {
    record()
    open('/users?inspect=')
    await userEvent.click(await screen.findByRole('button', { name: 'Clear' }))
    expect(await screen.findByText('Requests of this page will be listed here.')).toBeVisible()
  })
})

describe('a refusal', () => {
  test('is explained: what is needed, what is held, what may be delegated, and the lines that fix it', async () => {
    failing = recordDenial()
    open()
    await userEvent.click(screen.getByRole('button', { name: 'Open in inspector' }))
    const detail = await screen.findByRole('article', { name: 'Exchange' })
    expect(detail).toHaveFocus()
    expect(within(detail).getByRole('heading', { level: 3 })).toHaveTextContent(
      'Hubscope was not given the right to stop a server',
    )
    expect(detail).toHaveTextContent('scope-denied · certain')
    expect(detail).toHaveTextContent('Needsdelete:servers')
    expect(detail).toHaveTextContent('This token holdsread:servers')
    expect(detail).toHaveTextContent('Hubscope may be delegated itno')
    const grant = within(detail).getByRole('region', { name: 'Grant' })
    expect(within(grant).getByRole('region', { name: /^delegation for/ })).toHaveTextContent(
      '"delete:servers"]',
    )
    expect(within(grant).getByRole('region', { name: /^role for/ })).toHaveTextContent(
      '"scopes": ["delete:servers!server=alice/gpu"]',
    )
    expect(detail).toHaveTextContent('DELETE /users/alice/servers/gpu')
  })

  test('keeps the hub’s text as text', async () => {
    const message = '<img src=x onerror=alert(1)>'
    const id = record({ status: 400, error: { ...denied, status: 400, requiredScopes: undefined, message } })
    open(`/users?inspect=${id}`)
    expect(await screen.findAllByText(message, { exact: false })).not.toHaveLength(0)
    expect(document.querySelector('img')).toBeNull()
  })

  test('is left with Escape, back to its row, and with a second one the dock', async () => {
    const id = recordDenial()
    open()
    failing = id
    await userEvent.click(screen.getByRole('button', { name: 'Open in inspector' }))
    await screen.findByRole('article')
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('article')).not.toBeInTheDocument()
    expect(await row(/DELETE/)).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('table')).not.toBeInTheDocument()
  })
})

describe('the height', () => {
  test('changes with the keys within its bounds, and is remembered', async () => {
    open('/users?inspect=')
    const handle = screen.getByRole('separator', { name: 'Height of the inspector' })
    expect(handle).toHaveAttribute('aria-valuenow', '292')
    act(() => handle.focus())
    await userEvent.keyboard('{ArrowUp}')
    expect(handle).toHaveAttribute('aria-valuenow', '316')
    expect(localStorage.getItem('hubscope.inspector-height')).toBe('316')
    await userEvent.keyboard('{Home}{ArrowDown}')
    expect(handle).toHaveAttribute('aria-valuenow', handle.getAttribute('aria-valuemin') ?? '')
    cleanup()
    open('/users?inspect=')
    expect(screen.getByRole('separator')).toHaveAttribute('aria-valuenow', '120')
  })

  test('is the usual one when what is remembered makes no sense', () => {
    localStorage.setItem('hubscope.inspector-height', 'tall')
    open('/users?inspect=')
    expect(screen.getByRole('separator')).toHaveAttribute('aria-valuenow', '292')
  })
})
