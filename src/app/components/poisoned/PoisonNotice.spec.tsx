import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hasPart } from '../../api/poisoned/spell-name.ts'
import { Page } from '../../pages/users/UsersPage.tsx'
import {
  type Asked,
  type FakeAnswer,
  type FakeService,
  fakeService,
  refusal,
} from '../../testing/fake-service.ts'
import { renderPage } from '../../testing/render-page.tsx'

const names = Array.from({ length: 12 }, (_, index) => `user-${String(index).padStart(2, '0')}`)
const culprit = 'user-07'
const options = { __jupyterhub_bytes__: true, data: 'x' }
const reads = ['list:users', 'read:users', 'read:users:name', 'read:servers', 'list:groups', 'read:groups']

/** As hubs before 5.5.3 answer: a page that holds the culprit is a 500. */
function hub({ remembers }: { remembers: boolean }) {
  let clean = false
  const model = (name: string) => ({
    kind: 'user',
    name,
    admin: false,
    groups: ['everyone'],
    created: '2026-02-14T10:00:00Z',
    last_activity: null,
    servers: name === culprit && !clean ? { gpu: server } : {},
  })
  const server = {
    name: 'gpu',
    ready: false,
    pending: null,
    stopped: true,
    started: null,
    last_activity: null,
    url: `/user/${culprit}/gpu/`,
    user_options: options,
  }
  return ({ method, path, query }: Asked): FakeAnswer | undefined => {
    if (path === '/users') {
      const offset = Number(query.get('offset') ?? 0)
      const limit = Number(query.get('limit') ?? 50)
      const matching = names.filter((name) => hasPart(name, query.get('name_filter') ?? ''))
      const page = matching.slice(offset, offset + limit)
      if (!clean && page.includes(culprit)) return refusal(500, 'Internal Server Error')
      return {
        body: { items: page.map(model), _pagination: { offset, limit, total: names.length, next: null } },
      }
    }
    if (path === '/groups') {
      const items = [{ kind: 'group', name: 'everyone', users: names }]
      return { body: { items, _pagination: { offset: 0, limit: 200, total: 1, next: null } } }
    }
    if (path === `/users/${culprit}` && method === 'GET') {
      return remembers ? { body: model(culprit) } : refusal(500, 'Internal Server Error')
    }
    if (method === 'POST' || method === 'DELETE') {
      clean = true
      return { status: 201 }
    }
    return undefined
  }
}

let service: FakeService

beforeEach(() => {
  service = fakeService()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('a list that fails because of one user', () => {
  it('shows everybody else, names the one, and is repaired by starting the server without options', async () => {
    service.on(hub({ remembers: true }))
    renderPage(Page, '/users', {
      scopes: [...reads, 'servers', 'start:servers', 'stop:servers'],
      version: '5.5.1',
    })
    expect(await screen.findByText('user-07 breaks the hub’s list of users')).toBeVisible()
    const table = screen.getByRole('table', { name: 'Users of the hub' })
    expect(within(table).getAllByText(/^user-/)).toHaveLength(11)
    expect(screen.getByText('1–12 of 12 users')).toBeVisible()

    await userEvent.click(await screen.findByRole('button', { name: 'Clear the options of user-07/gpu' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Clear the options of user-07/gpu?' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Start 1 server' }))
    expect(await within(table).findByText(culprit)).toBeVisible()
    expect(screen.queryByText(/breaks the hub’s list/)).not.toBeInTheDocument()
    expect(service.last('/users/user-07/servers/gpu', 'POST')?.body).toEqual({})
  })

  it('is repaired by deleting the user only after the name was typed', async () => {
    service.on(hub({ remembers: true }))
    renderPage(Page, '/users', { scopes: [...reads, 'delete:users'], version: '5.5.1' })
    const start = await screen.findByRole('button', { name: 'Clear the options of user-07/gpu' })
    expect(start).toHaveAccessibleDescription(/^Needs .*servers/)
    await userEvent.click(screen.getByRole('button', { name: 'Delete user-07' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete user-07?' })
    const confirm = within(dialog).getByRole('button', { name: 'Delete 1 user' })
    await userEvent.click(confirm)
    expect(confirm).toHaveAccessibleDescription('Type user-07 first.')
    expect(service.last('/users/user-07', 'DELETE')).toBeUndefined()
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Type user-07 to go on' }), culprit)
    await userEvent.click(confirm)
    await vi.waitFor(() => expect(service.last('/users/user-07', 'DELETE')).toBeDefined())
  })

  it('says which scope is missing for deleting', async () => {
    service.on(hub({ remembers: true }))
    renderPage(Page, '/users', { scopes: reads, version: '5.5.1' })
    const button = await screen.findByRole('button', { name: 'Delete user-07' })
    expect(button).toHaveAccessibleDescription(/Needs delete:users/)
  })

  it('offers the line for the database when the hub cannot read the user at all', async () => {
    service.on(hub({ remembers: false }))
    renderPage(Page, '/users', { scopes: reads, version: '4.1.6' })
    expect(await screen.findByText('user-07 breaks the hub’s list of users')).toBeVisible()
    expect(screen.getByText(/The hub cannot read user-07 at all/)).toBeVisible()
    expect(screen.getByText(/^UPDATE spawners SET user_options = NULL/)).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Delete/ })).not.toBeInTheDocument()
  })

  it('finds the name out letter by letter where groups are hidden, when asked to', async () => {
    service.on(hub({ remembers: false }))
    const scopes = reads.filter((scope) => !scope.includes('groups'))
    renderPage(Page, '/users', { scopes, version: '4.1.6' })
    expect(await screen.findByText('One user breaks the hub’s list of users')).toBeVisible()
    expect(await screen.findByText(/^SELECT users\.name/)).toBeVisible()
    expect(service.last('/groups')).toBeUndefined()
    await userEvent.click(screen.getByRole('button', { name: 'Find out the name' }))
    expect(await screen.findByText('user-07 breaks the hub’s list of users')).toBeVisible()
    expect(screen.queryByText(/^SELECT users\.name/)).not.toBeInTheDocument()
  })

  it('is a plain failure when every user fails', async () => {
    service.on(({ path }) => (path === '/users' ? refusal(500, 'Internal Server Error') : undefined))
    renderPage(Page, '/users', { scopes: reads, version: '4.1.6' })
    expect(await screen.findByRole('alert')).toHaveTextContent('Internal Server Error')
    expect(screen.queryByText(/breaks the hub’s list/)).not.toBeInTheDocument()
  })

  it('can be given up while the user is looked for', async () => {
    let answer: (() => void) | undefined
    service.on(hub({ remembers: true }))
    const fetched = fetch
    vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
      const { searchParams } = new URL(input instanceof Request ? input.url : input)
      // The first half of the page hangs.
      if (searchParams.get('limit') === '25') {
        await new Promise<void>((resolve, reject) => {
          answer = resolve
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))
        })
      }
      return fetched(input, init)
    })
    renderPage(Page, '/users', { scopes: reads, version: '5.5.1' })
    expect(await screen.findByText(/Looking for the user it fails on, among 50 users/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Give up' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Internal Server Error')
    expect(screen.queryByText(/Looking for the user/)).not.toBeInTheDocument()
    answer?.()
  })
})
