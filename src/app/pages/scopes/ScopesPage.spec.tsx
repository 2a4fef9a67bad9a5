import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exchanges } from '../../inspector/record/exchange-store.ts'
import { type FakeService, fakeService } from '../../testing/fake-service.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { Page } from './ScopesPage.tsx'

let service: FakeService
beforeEach(() => {
  service = fakeService()
})
afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

const ta = ['list:users!group=physics', 'read:users:name!group=physics', 'read:servers!user=visitor']

/** A row of a table by the words of its heading. */
const row = (name: RegExp) => screen.getByRole('row', { name })

describe('my scopes', () => {
  it('stand in the hub’s order with how far they reach, and open the rest by search', async () => {
    renderPage(Page, '/scopes', { scopes: ta })
    const tree = await screen.findByRole('list', { name: 'Scopes' })
    expect(within(tree).getAllByText('!group=physics').length).toBeGreaterThan(0)
    expect(within(tree).queryByText('proxy')).not.toBeInTheDocument()
    await userEvent.click(screen.getByRole('checkbox', { name: 'Also those I lack' }))
    expect(within(screen.getByRole('list', { name: 'Scopes' })).getByText('proxy')).toBeVisible()
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search scopes' }), 'metrics{Enter}')
    expect(await screen.findByText('read:metrics')).toBeVisible()
    expect(screen.queryByText('proxy', { selector: 'code.text-ink-3' })).not.toBeInTheDocument()
  })

  it('are held against every part of the page, and one role is offered for the rest', async () => {
    renderPage(Page, '/scopes', { scopes: ta })
    await screen.findByRole('table', { name: 'What you can use here' })
    expect(row(/^The page Users/)).toHaveTextContent('partly')
    expect(row(/^The page Users/)).toHaveTextContent('only for group physics')
    expect(row(/^Re-check/)).toHaveTextContent('needs proxy')
    const role = screen.getByRole('region', { name: 'the role for jupyterhub_config.py' })
    expect(role).toHaveTextContent('"proxy"')
    await userEvent.click(screen.getByRole('tab', { name: 'Helm values' }))
    expect(screen.getByRole('region', { name: 'the role as Helm values' })).toHaveTextContent('loadRoles:')
  })
})

describe('what if', () => {
  it('says what scopes open before there is a token, and leads to Hubscope as it would see it', async () => {
    const page = renderPage(Page, '/scopes?view=what-if', { scopes: ['list:users'] })
    await userEvent.click(await screen.findByRole('checkbox', { name: 'proxy' }))
    expect(page.address()).toContain('scopes=proxy')
    expect(row(/^Re-check/)).toHaveTextContent('yes')
    await userEvent.click(screen.getByRole('button', { name: 'Filter tokens' }))
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Name of a group for tokens' }),
      'physics{Enter}',
    )
    const link = screen.getByRole('link', { name: 'Show Hubscope as it would see it' })
    expect(link).toHaveAttribute('href', '/users?as=proxy+tokens%21group%3Dphysics')
    await userEvent.click(screen.getByRole('button', { name: 'Take the filter group=physics off tokens' }))
    expect(page.address()).toContain('scopes=proxy')
    expect(page.address()).not.toContain('tokens')
  })

  it('makes a role of a preset for a group', async () => {
    renderPage(Page, '/scopes?view=what-if', { scopes: [], version: '5.5.4' })
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Start from' }),
      'Teaching assistant of a group',
    )
    await userEvent.type(screen.getByRole('combobox', { name: 'Group' }), 'physics')
    await userEvent.click(screen.getByRole('button', { name: 'Use' }))
    const role = screen.getByRole('region', { name: 'the role for jupyterhub_config.py' })
    expect(role).toHaveTextContent('"servers!group=physics"')
    expect(role).toHaveTextContent('access:services!service=hubscope')
    expect(role).toHaveTextContent('teaching-assistant')
  })

  it('takes a pasted list, and says what in it does not exist', async () => {
    renderPage(Page, '/scopes?view=what-if', { scopes: [] })
    await userEvent.click(await screen.findByText('Paste the scopes of a token or role'))
    const field = screen.getByRole('textbox', { name: 'Scopes' })
    await userEvent.click(field)
    await userEvent.paste('["read:hub", "user:read", "inherit"]')
    expect(screen.getByText(/Did you mean read:users\?/)).toBeVisible()
    expect(screen.getByText(/It stands for all that its owner holds/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Use these scopes, without 2 that do not do' }))
    expect(screen.getByRole('checkbox', { name: 'read:hub' })).toBeChecked()
    expect(field).toHaveValue('')
  })
})

describe('can they', () => {
  beforeEach(() => {
    service.on(({ path }) => {
      if (path === '/users')
        return {
          body: { items: [{ name: 'ta' }], _pagination: { offset: 0, limit: 20, total: 1, next: null } },
        }
      if (path === '/users/ta')
        return { body: { name: 'ta', admin: false, roles: ['user', 'physics-ta'], groups: [] } }
      if (path === '/users/student') return { body: { name: 'student', groups: ['physics'] } }
      return undefined
    })
  })

  it('tells what is known, and the rest once the role’s scopes were told', async () => {
    renderPage(Page, '/scopes?view=can-they&who=ta&on-user=student', { scopes: ['list:users', 'read:users'] })
    const servers = await screen.findByRole('table', { name: 'Servers: the default one' })
    const stop = within(servers).getByRole('row', { name: /^stop a server/i })
    const [own, other] = within(stop).getAllByRole('cell')
    expect(own).toHaveTextContent('allowedHolds delete:servers!user=ta.')
    expect(other).toHaveTextContent('cannot tell')
    expect(other).toHaveTextContent('role physics-ta')
    await userEvent.click(screen.getByRole('textbox', { name: /does not tell what physics-ta holds/ }))
    await userEvent.paste('servers!group=physics')
    await userEvent.click(screen.getByRole('button', { name: 'Keep in this tab' }))
    await waitFor(() => expect(other).toHaveTextContent('student is in physics'))
    await userEvent.click(screen.getByRole('button', { name: 'Forget what physics-ta holds' }))
    expect(other).toHaveTextContent('cannot tell')
  })

  it('says that the hub does not show somebody', async () => {
    renderPage(Page, '/scopes?view=can-they&who=nobody', { scopes: ['read:users'] })
    expect(await screen.findByRole('alert')).toHaveTextContent(/Not Found/)
  })
})

describe('the token check', () => {
  const token = 'pasted9XmQ2vR7tK4wZ1bN6cJ8dLsF'

  async function check(answer: { status?: number; body: unknown }, scopes: string[] = []) {
    service.on(({ path, method }) =>
      path.endsWith('/api/token-check') && method === 'POST' ? answer : undefined,
    )
    renderPage(Page, '/scopes?view=token', { scopes })
    const field = await screen.findByLabelText('Token')
    await userEvent.click(field)
    await userEvent.paste(token)
    await userEvent.click(screen.getByRole('button', { name: 'Check' }))
    expect(field).toHaveValue('')
    expect(field).toHaveAttribute('type', 'password')
  }

  const accepted = {
    state: 'accepted',
    kind: 'user',
    name: 'bela',
    scopes: ['start:servers!user=bela'],
    tokenId: 'a7',
  }

  it('says whose it is, when it ends and what it opens, and keeps it nowhere', async () => {
    service.on(({ path }) =>
      path === '/users/bela/tokens/a7'
        ? {
            body: {
              id: 'a7',
              created: '2026-01-01T00:00:00Z',
              last_activity: null,
              expires_at: null,
              note: 'for cron',
            },
          }
        : undefined,
    )
    await check({ body: accepted }, ['read:tokens'])
    const report = await screen.findByRole('region', { name: 'The token' })
    expect(report).toHaveTextContent('user bela')
    expect(report).toHaveTextContent('Endsnever')
    expect(report).toHaveTextContent('for cron')
    expect(row(/^Start a server button.*partly/)).toHaveTextContent('only for user bela')
    expect(document.body.innerHTML).not.toContain(token)
    expect(JSON.stringify(exchanges.snapshot())).not.toContain(token)
    const asked = service.asked.filter(({ path }) => path.endsWith('token-check'))
    expect(asked.map(({ body }) => body)).toEqual([{ token }])
  })

  it('says why it cannot tell when the token ends', async () => {
    await check({ body: accepted })
    expect(await screen.findByText(/Your own token does not show it: it needs read:tokens/)).toBeVisible()
  })

  it('says that the hub does not accept it', async () => {
    await check({ body: { state: 'refused' } })
    expect(await screen.findByText('The hub does not accept this token')).toBeVisible()
  })

  it('says what the service says when there were too many', async () => {
    const body = { status: 429, code: 'too-many', message: 'That are many tokens in one minute.' }
    await check({ status: 429, body })
    expect(await screen.findByText(/many tokens in one minute/)).toBeVisible()
  })
})
