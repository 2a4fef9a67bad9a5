import { cleanup, screen, within } from '@testing-library/react'
import { useSyncExternalStore } from 'react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FakeService, fakeService, refusal } from '../../testing/fake-service.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { call } from '../../api/http.ts'
import { ExchangeDetail } from './ExchangeDetail.tsx'
import { dock } from '../dock/dock-store.ts'
import { imported } from '../imported/imported-store.ts'
import { exchanges } from '../record/exchange-store.ts'
import { readShared } from '../share/share-link.ts'

const denial = 'Action is not authorized with current scopes; requires any of [delete:servers]'

let service: FakeService

/** The detail of whatever the dock has selected, as the list beside it would show it. */
function Selected() {
  const list = useSyncExternalStore(exchanges.subscribe, exchanges.snapshot)
  const view = useSyncExternalStore(dock.subscribe, dock.snapshot)
  if (!view.open) return null
  const exchange = list.find(({ id }) => id === view.selected)
  return <ExchangeDetail key={view.selected} exchange={exchange} view={view} onClose={() => dock.close()} />
}

async function look(operation: 'getUser' | 'stopServer', body?: unknown) {
  const params = { user: "o'hara", server: 'gpu' }
  await call(operation, { params, body }).catch(() => {})
  dock.open(exchanges.snapshot().at(-1)?.id, 'dock')
  const page = renderPage(Selected, '/users', { scopes: ['read:users', 'list:users'] })
  await screen.findByRole('article', { name: 'Exchange' })
  return page
}

const tab = (name: string) => screen.getByRole('tab', { name })
/** The panel of the tab in sight; a finding within has tabs of its own. */
function panel() {
  const [first] = screen.getAllByRole('tabpanel')
  if (!first) throw new Error('no part is in sight')
  return first
}
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

beforeEach(() => {
  service = fakeService()
  service.on(({ method }) =>
    method === 'GET' ? { body: { kind: 'user', name: "o'hara" } } : refusal(403, denial),
  )
})

afterEach(() => {
  cleanup()
  imported.close()
  exchanges.clear()
  dock.close()
  vi.unstubAllGlobals()
})

describe('one exchange', () => {
  test('says first why it was refused, then whose token asked', async () => {
    await look('stopServer')
    expect(panel()).toHaveTextContent('scope-denied')
    expect(panel()).toHaveTextContent('the token of your login, visitor, 2 scopes')
    const link = within(panel()).getByRole('link', { name: /documentation/ })
    expect(link).toHaveAttribute('href', expect.stringMatching(/#operation\/delete-user-server-name$/))
  })

  test.each(['getUser', 'stopServer'] as const)(
    'who opens a link to %s reads whose token asked',
    async (operation) => {
      await look(operation)
      await press('Share')
      const field = await screen.findByRole('textbox', { name: 'Link to this exchange' })
      const value = new URL((field as HTMLInputElement).value).searchParams.get('shared') ?? ''
      const record = await readShared(value)
      if (typeof record === 'string') throw new Error(record)
      cleanup()
      imported.set({ kind: 'shown', record })
      const [exchange] = record.exchanges
      renderPage(
        () => (
          <ExchangeDetail
            exchange={exchange}
            view={{ open: true, selected: 1, arrival: 'dock' }}
            onClose={() => {}}
          />
        ),
        '/inspector',
        { scopes: [] },
      )
      expect(screen.getByText('Asked with').parentElement).toHaveTextContent('the token of visitor, 2 scopes')
    },
  )

  test('shows what was sent and what came back, without the CSRF token', async () => {
    await look('stopServer', { remove: true })
    await userEvent.click(tab('Request'))
    expect(panel()).toHaveTextContent('X-Hubscope-CSRF')
    expect(panel()).toHaveTextContent('[masked]')
    expect(screen.getByRole('region', { name: 'Body of the request' })).toHaveTextContent('"remove": true')
    await userEvent.click(tab('Response'))
    expect(screen.getByRole('region', { name: 'Body of the answer' })).toHaveTextContent(denial)
    expect(screen.queryByRole('tab', { name: 'Frames' })).not.toBeInTheDocument()
  })

  test('goes from part to part with the arrow keys, and keeps the part in the address', async () => {
    const page = await look('getUser')
    tab('Overview').focus()
    await userEvent.keyboard('{ArrowRight}{Enter}')
    expect(tab('Request')).toHaveAttribute('aria-selected', 'true')
    expect(page.address()).toBe('/users?inspect-part=request')
    await userEvent.click(tab('Overview'))
    expect(page.address()).toBe('/users')
  })

  test('says that nothing is known of an arrival that the answer does not tell', async () => {
    await look('getUser')
    await userEvent.click(tab('Arrival'))
    expect(panel()).toHaveTextContent('Not known')
  })

  test('is written as code in three languages', async () => {
    await look('getUser')
    await userEvent.click(tab('Code'))
    expect(screen.getByRole('region', { name: 'the call as curl' })).toHaveTextContent("users/o'\\''hara'")
    await userEvent.selectOptions(screen.getByLabelText('As'), 'Python')
    expect(screen.getByRole('region', { name: 'the call as python' })).toHaveTextContent('requests.request(')
  })
})

describe('replay', () => {
  test('sends a read at once, and shows the new exchange as a repetition of the old one', async () => {
    await look('getUser')
    const before = exchanges.snapshot().length
    await press('Replay')
    const [replayed] = exchanges.snapshot().slice(before)
    expect(replayed).toMatchObject({ operation: 'getUser', params: { user: "o'hara" } })
    expect(dock.snapshot().selected).toBe(replayed?.id)
    expect(screen.getByRole('article')).toHaveFocus()
    await press('an earlier exchange')
    expect(dock.snapshot().selected).toBe(replayed?.replayOf)
  })

  test('asks before a write, naming verb and target, and shows the answer as any other', async () => {
    await look('stopServer', { remove: true })
    const asked = service.asked.length
    await press('Replay')
    const dialog = await screen.findByRole('alertdialog')
    expect(dialog).toHaveAccessibleName("Send DELETE /users/o'hara/servers/gpu again?")
    expect(service.asked).toHaveLength(asked)
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send DELETE again' }))
    await vi.waitFor(() =>
      expect(service.last("/users/o'hara/servers/gpu", 'DELETE')?.body).toEqual({ remove: true }),
    )
    expect(await screen.findByText(/^scope-denied · /)).toBeVisible()
    expect(exchanges.snapshot().find(({ id }) => id === dock.snapshot().selected)?.replayOf).toBeDefined()
    expect(screen.getByRole('article')).toHaveFocus()
  })

  test('shows an answer of another form as a mismatch', async () => {
    await look('getUser')
    service.on(({ path }) => (path === "/users/o'hara" ? { body: { name: 5 } } : undefined))
    await press('Replay')
    await vi.waitFor(() => expect(panel()).toHaveTextContent(/has an unexpected form at name/))
  })
})

describe('edit and resend', () => {
  test('sends what was typed, after a confirmation', async () => {
    await look('stopServer')
    await press('Edit and resend')
    const form = await screen.findByRole('dialog', { name: 'Edit and resend' })
    await userEvent.selectOptions(within(form).getByLabelText('Operation'), 'addGroupUsers')
    await userEvent.type(within(form).getByLabelText('Name of the group'), 'a b')
    await userEvent.type(within(form).getByLabelText('Body, as JSON'), '{{"users": [[]')
    await userEvent.click(within(form).getByRole('button', { name: 'Send POST' }))
    expect(within(form).getByLabelText('Body, as JSON')).toHaveAccessibleDescription(/This is no JSON/)
    expect(within(form).getByLabelText('Body, as JSON')).toHaveFocus()
    await userEvent.type(within(form).getByLabelText('Body, as JSON'), '}')
    await userEvent.click(within(form).getByRole('button', { name: 'Send POST' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Send POST /groups/a%20b/users?' })
    expect(service.last('/groups/a b/users', 'POST')).toBeUndefined()
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send POST' }))
    await vi.waitFor(() => expect(service.last('/groups/a b/users', 'POST')?.body).toEqual({ users: [] }))
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })
})
