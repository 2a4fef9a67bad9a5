import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { filteredMessage } from '#hub/errors.ts'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { dock } from '../../../inspector/dock/dock-store.ts'
import { spawnStore } from '../../../api/spawns/spawn-watch.ts'
import { type FakeService, fakeService, refusal } from '../../../testing/fake-service.ts'
import { renderUsersPage } from '../testing/render-page.tsx'

const looks = ['read:users', 'read:users:name', 'read:users:groups', 'read:servers', 'read:roles:users']
const operator = { scopes: [...looks, 'servers', 'start:servers', 'delete:servers'] }
const operatorWithList = { scopes: [...operator.scopes, 'list:users'] }

const server = (name: string, change: Partial<Server> = {}): Server => ({
  name,
  ready: false,
  pending: null,
  stopped: true,
  started: null,
  last_activity: null,
  url: `/user/ada/${name}`,
  user_options: {},
  ...change,
})

const running = { ready: true, stopped: false, started: '2026-02-14T10:00:00Z' }

let service: FakeService
let ada: User

beforeEach(() => {
  ada = {
    name: 'ada',
    admin: true,
    groups: ['physics'],
    roles: ['user', 'admin'],
    created: '2026-02-14T10:00:00Z',
    last_activity: null,
    servers: { '': server(''), gpu: server('gpu', { ...running, user_options: { profile: 'large' } }) },
  }
  service = fakeService()
  service.on(({ method, path }) => (method === 'GET' && path === '/users/ada' ? { body: ada } : undefined))
})

const onlyAda = () => ({ items: [ada], _pagination: { offset: 0, limit: 50, total: 1, next: null } })

afterEach(() => {
  cleanup()
  spawnStore.drop(...spawnStore.snapshot().records.keys())
  vi.unstubAllGlobals()
})

const panel = () => screen.findByRole('complementary', { name: /^ada/ })
const card = async (name: string) => within(await screen.findByRole('article', { name }))

describe('the panel of a user', () => {
  it('shows servers, stopped ones too, and what else the hub knows', async () => {
    renderUsersPage('user=ada', operator)
    const gpu = await card('gpu')
    expect(gpu.getByText('ready')).toBeVisible()
    expect(gpu.getByText('large')).toBeVisible()
    expect(gpu.getByRole('link', { name: 'Open gpu in a new tab' })).toHaveAttribute('href', '/user/ada/gpu')
    expect((await card('default')).getByText('stopped')).toBeVisible()
    const inside = within(await panel())
    expect(inside.getByText('physics')).toBeVisible()
    expect(inside.getByText('user, admin')).toBeVisible()
    expect(inside.getByText('never', { selector: 'dd *' })).toBeVisible()
    expect(service.last('/users/ada')?.query.get('include_stopped_servers')).toBe('1')
  })

  it('draws what the token may not see as hidden', async () => {
    ada = { name: 'ada' }
    renderUsersPage('user=ada', { scopes: ['read:users:name'] })
    const inside = within(await panel())
    expect(await inside.findByText('hidden: needs read:servers')).toBeVisible()
    expect(inside.getByText('hidden: needs read:users:groups')).toBeVisible()
    expect(inside.getByText('hidden: needs read:roles:users')).toBeVisible()
  })

  it('closes by Escape and by its button, and gives the focus back to the row', async () => {
    service.on(({ path }) => (path === '/users' ? { body: onlyAda() } : undefined))
    const page = renderUsersPage('', operatorWithList)
    const link = await screen.findByRole('link', { name: 'ada' })
    await userEvent.click(link)
    await userEvent.click(await screen.findByRole('button', { name: 'Close panel' }))
    expect(page.search()).toBe('')
    await waitFor(() => expect(link).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await panel()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('complementary')).toBeNull()
  })

  it('does not call someone deleted whom a filter may leave out', async () => {
    service.on(() => refusal(404, filteredMessage))
    renderUsersPage('user=ada', operator)
    expect(await screen.findByText(/or no such user: the hub does not say which/)).toBeVisible()
    expect(screen.queryByText(/There is no such user/)).toBeNull()
  })

  it('says that a user is gone when the hub does', async () => {
    service.on(() => refusal(404, 'No such user: ada'))
    renderUsersPage('user=ada', operator)
    expect(await screen.findByText('There is no such user on this hub.')).toBeVisible()
  })

  it('explains any other refusal in place', async () => {
    service.on(() =>
      refusal(403, 'Action is not authorized with current scopes; requires any of [read:users]'),
    )
    renderUsersPage('user=ada', operator)
    expect(await screen.findByText(/^The hub refused/)).toBeVisible()
  })
})

describe('stopping a server', () => {
  it('names what is lost, asks the hub, and shows what its model says then', async () => {
    service.on(({ method }) => {
      if (method !== 'DELETE') return undefined
      ada = { ...ada, servers: { gpu: server('gpu') } }
      return { status: 204 }
    })
    renderUsersPage('user=ada', operator)
    await userEvent.click((await card('gpu')).getByRole('button', { name: 'Stop ada/gpu' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Stop ada/gpu?' })
    expect(dialog).toHaveTextContent('Running kernels and unsaved work are lost.')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stop 1 server' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(service.last('/users/ada/servers/gpu', 'DELETE')?.body).toBeUndefined()
    expect((await card('gpu')).getByText('stopped')).toBeVisible()
  })

  it('keeps the dialog open with the reason when the hub refuses', async () => {
    service.on(({ method }) => (method === 'DELETE' ? refusal(403, 'Not today') : undefined))
    renderUsersPage('user=ada', operator)
    await userEvent.click((await card('gpu')).getByRole('button', { name: 'Stop ada/gpu' }))
    const dialog = await screen.findByRole('alertdialog')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stop 1 server' }))
    expect(await within(dialog).findByText('The hub refused: Not today.')).toBeVisible()
  })

  it('deletes a stopped named server, and only a named one', async () => {
    ada = { ...ada, servers: { '': server(''), gpu: server('gpu') } }
    service.on(({ method }) => (method === 'DELETE' ? { status: 204 } : undefined))
    renderUsersPage('user=ada', operator)
    expect((await card('default')).queryByRole('button', { name: /^Delete/ })).toBeNull()
    await userEvent.click((await card('gpu')).getByRole('button', { name: 'Delete ada/gpu' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Delete 1 server' }))
    await waitFor(() =>
      expect(service.last('/users/ada/servers/gpu', 'DELETE')?.body).toEqual({ remove: true }),
    )
  })

  it('is refused by the button itself without the scope, which it names', async () => {
    renderUsersPage('user=ada', { scopes: looks })
    const button = (await card('gpu')).getByRole('button', { name: 'Stop ada/gpu' })
    expect(button).toHaveAttribute('aria-disabled', 'true')
    expect(button).toHaveAccessibleDescription(/delete:servers/)
    await userEvent.click(button)
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  it('cannot cancel a start on a hub below 5.1, and says so', async () => {
    ada = { ...ada, servers: { '': server('', { pending: 'spawn', stopped: false }) } }
    renderUsersPage('user=ada', { ...operator, version: '4.1.6' })
    const button = (await card('default')).getByRole('button', { name: /^Cancel the start/ })
    expect(button).toHaveAccessibleDescription('JupyterHub 4.1.6 cannot cancel a start; 5.1 and later can.')
  })
})

describe('starting a server', () => {
  it('asks without options, so that the hub takes those of last time', async () => {
    service.on(({ method }) => {
      if (method !== 'POST') return undefined
      ada = { ...ada, servers: { '': server('', running) } }
      return { status: 201 }
    })
    renderUsersPage('user=ada', operator)
    await userEvent.click((await card('default')).getByRole('button', { name: 'Start ada’s default server' }))
    expect(await (await card('default')).findByText('ready')).toBeVisible()
    expect(service.last('/users/ada/server', 'POST')?.body).toBeUndefined()
  })

  it('says in place why the hub refused', async () => {
    service.on(({ method }) => (method === 'POST' ? refusal(400, 'ada is pending stop') : undefined))
    renderUsersPage('user=ada', operator)
    const card = within(await screen.findByRole('article', { name: 'default' }))
    await userEvent.click(card.getByRole('button', { name: 'Start ada’s default server' }))
    expect(await card.findByText('The hub said no (400): ada is pending stop.')).toBeVisible()
    await userEvent.click(card.getByRole('button', { name: /^Why\?/ }))
    expect(dock.snapshot().open).toBe(true)
  })

  it('shows the hub’s own words about a bad name beside the field, and keeps what was typed', async () => {
    service.on(({ method }) => (method === 'POST' ? refusal(400, "Invalid server_name: 'A B'") : undefined))
    renderUsersPage('user=ada', operator)
    const field = await screen.findByRole('textbox', { name: 'Start a named server' })
    await userEvent.type(field, 'A B{Enter}')
    expect(await screen.findByText("The hub said no (400): Invalid server_name: 'A B'.")).toBeVisible()
    expect(field).toHaveValue('A B')
    expect(field).toHaveAccessibleDescription(/Invalid server_name/)
    expect(service.last('/users/ada/servers/A B', 'POST')).toBeDefined()
  })
})
