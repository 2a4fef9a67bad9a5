import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { User } from '#hub/wire/user.ts'
import {
  type Asked,
  type FakeAnswer,
  type FakeService,
  fakeService,
  refusal,
} from '../../testing/fake-service.ts'
import { renderUsersPage } from './testing/render-page.tsx'

const reader = {
  scopes: ['list:users', 'read:users', 'read:users:name', 'read:users:groups', 'read:servers'],
}

const person = (name: string, change: Partial<User> = {}): User => ({
  kind: 'user',
  name,
  admin: false,
  groups: [],
  servers: {},
  created: '2026-02-14T10:00:00Z',
  last_activity: null,
  ...change,
})

const everyone = Array.from({ length: 205 }, (_, index) => person(`user-${String(index).padStart(3, '0')}`))

/**
 * Pages, filters and counts as the hub does, and cuts pages at 200. Of each page it sends a few rows only: fifty take
 * their time to draw without a browser.
 */
function list(users: User[], { path, query }: Asked, rows = 5): FakeAnswer | undefined {
  if (path !== '/users') return undefined
  const offset = Number(query.get('offset') ?? 0)
  const limit = Math.min(200, Number(query.get('limit') ?? 50))
  const matching = users.filter((user) => user.name.includes(query.get('name_filter') ?? ''))
  const end = offset + limit
  const next = end < matching.length ? { offset: end, limit, url: '' } : null
  return {
    body: {
      items: matching.slice(offset, Math.min(end, offset + rows)),
      _pagination: { offset, limit, total: matching.length, next },
    },
  }
}

/** The last request for a page, not for a count. */
const listing = () =>
  service.asked.findLast((one) => one.path === '/users' && one.query.get('limit') !== '1')?.query

let service: FakeService

beforeEach(() => {
  service = fakeService()
  service.on((asked) => list(everyone, asked))
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('the list of users', () => {
  it('shows the hub’s first page and where it stands', async () => {
    service.on((asked) => list(everyone, asked, 20))
    renderUsersPage('', reader)
    const table = await screen.findByRole('table', { name: 'Users of the hub' })
    expect(await within(table).findByText('user-000')).toBeVisible()
    expect(within(table).getAllByText(/^user-/)).toHaveLength(20)
    expect(screen.getByText('1–50 of 205 users')).toBeVisible()
    expect(Object.fromEntries(listing() ?? [])).toEqual({ offset: '0', limit: '50' })
  })

  it('goes on where the hub says, and back', async () => {
    const page = renderUsersPage('', reader)
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }))
    expect(await screen.findByRole('link', { name: 'user-050' })).toBeVisible()
    expect(page.search()).toBe('page=2')
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }))
    expect(await screen.findByRole('link', { name: 'user-000' })).toBeVisible()
    expect(page.search()).toBe('')
    expect(screen.getByRole('button', { name: 'Previous' })).toHaveAccessibleDescription(
      'This is the first page.',
    )
  })

  it('keeps the focus on a button that leads no further', async () => {
    renderUsersPage('page=4', reader)
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }))
    await screen.findByRole('link', { name: 'user-204' })
    const next = screen.getByRole('button', { name: 'Next' })
    expect(next).toHaveFocus()
    expect(next).toHaveAccessibleDescription('This is the last page.')
  })

  it('returns to the last page from one past the end', async () => {
    const page = renderUsersPage('page=9', reader)
    expect(await screen.findByRole('link', { name: 'user-204' })).toBeVisible()
    expect(page.search()).toBe('page=5')
  })

  it('asks the hub for a name once typing pauses, from the first page on', async () => {
    const page = renderUsersPage('page=2', reader)
    await userEvent.type(await screen.findByRole('searchbox', { name: /Filter by name/ }), '_20')
    expect(await screen.findByText(/The hub takes % for any letters/)).toBeVisible()
    expect(page.search()).toBe('q=_20')
    expect(listing()?.get('name_filter')).toBe('_20')
    expect(service.asked.filter((one) => one.query.get('name_filter')).length).toBe(1)
  })

  it('offers to clear filters that nothing matches', async () => {
    const page = renderUsersPage('q=nobody', reader)
    await screen.findByText('No user matches the filters.')
    const [button] = screen.getAllByRole('button', { name: 'Clear filters' })
    await userEvent.click(button as HTMLElement)
    expect(await screen.findByRole('link', { name: 'user-000' })).toBeVisible()
    expect(page.search()).toBe('')
    expect(screen.getByRole('searchbox')).toHaveValue('')
  })

  it('says that ready users come in short pages', async () => {
    const page = renderUsersPage('', reader)
    await screen.findByRole('link', { name: 'user-000' })
    await userEvent.selectOptions(screen.getByLabelText('State'), 'ready')
    expect(await screen.findByText(/so pages come short/)).toBeVisible()
    expect(page.search()).toBe('state=ready')
    expect(listing()?.get('state')).toBe('ready')
    expect(screen.getByText('1–50 of 205 active users')).toBeVisible()
  })

  it('lets the hub sort', async () => {
    const page = renderUsersPage('', reader)
    await screen.findByRole('link', { name: 'user-000' })
    await userEvent.click(screen.getByRole('button', { name: 'Last activity' }))
    await waitFor(() => expect(listing()?.get('sort')).toBe('-last_activity'))
    expect(page.search()).toBe('sort=-last_activity')
    expect(screen.getByRole('columnheader', { name: 'Last activity' })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
  })

  it('does not sort where the hub cannot, and says why', async () => {
    renderUsersPage('sort=name', { ...reader, version: '4.1.6' })
    await screen.findByRole('link', { name: 'user-000' })
    expect(screen.queryByRole('button', { name: 'User' })).toBeNull()
    expect(screen.getByRole('columnheader', { name: /^User/ })).toHaveTextContent(
      'JupyterHub 4.1.6 cannot sort users',
    )
    expect(listing()?.has('sort')).toBe(false)
  })

  it('takes names for text', async () => {
    service.on((asked) => list([person('<b>bold</b>'), person('a+b c@x.org')], asked))
    const page = renderUsersPage('', reader)
    await userEvent.click(await screen.findByRole('link', { name: 'a+b c@x.org' }))
    expect(screen.getByRole('link', { name: '<b>bold</b>' })).toBeVisible()
    expect(page.search()).toBe('user=a%2Bb+c%40x.org')
    await waitFor(() => expect(service.last('/users/a+b c@x.org')).toBeDefined())
  })
})

describe('what the token may not see', () => {
  it('is hidden once in the heading when no row shows it', async () => {
    service.on((asked) => list([{ name: 'ada' }, { name: 'bob' }], asked))
    renderUsersPage('', { scopes: ['list:users', 'read:users:name'] })
    await screen.findByRole('link', { name: 'ada' })
    expect(screen.getByRole('columnheader', { name: /^Servers/ })).toHaveTextContent('needs read:servers')
    expect(screen.getByRole('columnheader', { name: /^Groups/ })).toHaveTextContent('needs read:users:groups')
    expect(screen.queryByText('none running')).toBeNull()
  })

  it('is hidden in its row when others show it', async () => {
    service.on((asked) => list([person('ada'), { name: 'bob' }], asked))
    renderUsersPage('', { scopes: ['list:users', 'read:servers!user=ada'] })
    const row = (await screen.findByRole('link', { name: 'bob' })).closest('tr')
    expect(row).toHaveTextContent('hidden: needs read:servers')
    expect(screen.getByRole('columnheader', { name: /^Servers/ })).not.toHaveTextContent('hidden')
    expect(screen.getByText('none running')).toBeVisible()
  })

  it('is the whole list without the scope, which is then not asked for', async () => {
    renderUsersPage('', { scopes: ['read:users!user=visitor'] })
    expect(await screen.findByText(/Hidden from your token/)).toBeVisible()
    expect(screen.getByText('list:users')).toBeVisible()
    expect(service.asked).toEqual([])
  })
})

describe('when the hub fails', () => {
  it('says so in place of the list, and tries again', async () => {
    let broken = true
    service.on((asked) => (broken ? refusal(500, 'Internal Server Error') : list(everyone, asked)))
    renderUsersPage('', reader)
    expect(await screen.findByText(/The hub failed \(500\)/)).toBeVisible()
    broken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('link', { name: 'user-000' })).toBeVisible()
  })

  it('keeps the rows it has', async () => {
    const page = renderUsersPage('', reader)
    await screen.findByRole('link', { name: 'user-000' })
    service.on(() => refusal(503, 'Service Unavailable'))
    await page.refetch()
    expect(await screen.findByText(/Showing what was known at/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'user-000' })).toBeVisible()
  })
})

describe('a refetch', () => {
  it('leaves the focus where it is', async () => {
    const page = renderUsersPage('', reader)
    const link = await screen.findByRole('link', { name: 'user-003' })
    link.focus()
    service.on((asked) => list([person('user-000'), person('user-003', { admin: true })], asked))
    await page.refetch()
    expect(await screen.findByText('admin')).toBeVisible()
    expect(screen.getByRole('link', { name: 'user-003' })).toHaveFocus()
  })
})
