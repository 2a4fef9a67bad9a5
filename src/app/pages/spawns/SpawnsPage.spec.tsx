import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serverKey } from '#hub/server-key.ts'
import { newSpawn, type SpawnRecord } from '../../api/spawns/spawn-record.ts'
import { spawnStore, spawnWatcher } from '../../api/spawns/spawn-watch.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { type FakeService, fakeService } from '../../testing/fake-service.ts'
import { Page } from './SpawnsPage.tsx'

const admin = {
  scopes: ['list:users', 'read:users:name', 'read:servers', 'start:servers', 'delete:servers'],
}
const alice = serverKey('alice', '')
const bob = serverKey('bob', 'gpu')

function spawn(change: Partial<SpawnRecord> = {}): SpawnRecord {
  const now = Date.now()
  return { ...newSpawn(alice, 'seen', now, { startedAt: now - 18_000 }), outcome: 'running', ...change }
}

const failed = () =>
  spawn({
    key: bob,
    outcome: 'failed',
    reason: 'Spawn failed: manifest unknown',
    endedAt: Date.now(),
    finishedAt: Date.now(),
    events: [
      { index: 0, at: undefined, progress: 0, message: 'Server requested' },
      { index: 1, at: Date.now() - 6_000, progress: 50, message: '<b>Pulling</b>' },
      { index: 2, at: Date.now(), progress: 100, message: 'Spawn failed: manifest unknown' },
    ],
  })

let service: FakeService

beforeEach(() => {
  service = fakeService()
  service.on(({ path }) =>
    path === '/users'
      ? { body: { items: [], _pagination: { offset: 0, limit: 50, total: 0, next: null } } }
      : undefined,
  )
})

afterEach(() => {
  cleanup()
  spawnStore.drop(...spawnStore.snapshot().records.keys())
  vi.unstubAllGlobals()
})

const lanes = () => within(screen.getByRole('list', { name: 'Spawns' })).getAllByRole('listitem')

describe('the spawns page', () => {
  it('says that nothing starts', async () => {
    renderPage(Page, '/spawns', admin)
    expect(await screen.findByText('No server is starting.')).toBeVisible()
  })

  it('shows what is under way before what failed, with figures on top', () => {
    spawnStore.put(failed())
    spawnStore.put(spawn({ progress: 62, message: 'Pulling image' }))
    renderPage(Page, '/spawns', admin)
    expect(lanes().map((lane) => within(lane).getByRole('link').textContent)).toEqual(['alice', 'bob'])
    expect(screen.getByText('1 starting · 1 failed in the last hour')).toBeVisible()
    const bar = screen.getByRole('progressbar', { name: 'Start of alice’s default server' })
    expect(bar).toHaveAttribute('aria-valuenow', '62')
    expect(bar).toHaveAttribute('aria-valuetext', '62 % · Pulling image')
    expect(screen.getByText('failed: manifest unknown')).toBeVisible()
  })

  it('opens a lane’s log in the address, and says which events are from before', async () => {
    spawnStore.put(failed())
    const page = renderPage(Page, '/spawns', admin)
    await userEvent.click(screen.getByRole('link', { name: 'bob' }))
    expect(page.address()).toBe('/spawns?server=bob%2Fgpu')
    const log = screen.getByRole('region', { name: 'Events of bob/gpu' })
    expect(within(log).getAllByRole('listitem')).toHaveLength(3)
    expect(log).toHaveTextContent('earlier')
    expect(log).toHaveTextContent('00:12.0')
    expect(log).toHaveTextContent('<b>Pulling</b>')
    await userEvent.keyboard('{Escape}')
    expect(page.address()).toBe('/spawns')
  })

  it('starts a failed server again', async () => {
    service.on(({ method, path }) => {
      if (path === '/users/bob') {
        const gpu = {
          name: 'gpu',
          ready: false,
          pending: null,
          started: null,
          last_activity: null,
          url: '/x',
        }
        return { body: { name: 'bob', servers: { gpu } } }
      }
      return method === 'POST' ? { status: 202 } : undefined
    })
    spawnStore.put(failed())
    renderPage(Page, '/spawns?server=bob%2Fgpu', admin)
    await userEvent.click(await screen.findByRole('button', { name: 'Start bob/gpu' }))
    expect(service.last('/users/bob/servers/gpu', 'POST')).toBeDefined()
    expect(await screen.findByText('1 starting')).toBeVisible()
  })

  it('reads out how a spawn ended', async () => {
    spawnStore.put(spawn())
    renderPage(Page, '/spawns', admin)
    spawnStore.put(spawn({ outcome: 'ready', routed: true, endedAt: Date.now(), finishedAt: Date.now() }))
    expect(await screen.findByText('alice’s default server: ready, route confirmed.')).toBeInTheDocument()
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('clears what has ended and keeps what is under way', async () => {
    spawnStore.put(failed())
    spawnStore.put(spawn())
    renderPage(Page, '/spawns', admin)
    await userEvent.click(screen.getByRole('button', { name: 'Clear finished' }))
    await waitFor(() => expect(lanes()).toHaveLength(1))
    expect(screen.getByRole('button', { name: 'Clear finished' })).toHaveAttribute('aria-disabled', 'true')
  })

  it('says when nothing arrives on an open stream', () => {
    spawnStore.put(spawn())
    spawnStore.setStream({ status: 'open', silent: true })
    renderPage(Page, '/spawns', admin)
    expect(screen.getByText(/nothing arrives/)).toBeVisible()
    spawnStore.setStream({ status: 'idle', silent: false })
  })

  it('asks why servers that stopped lately did not start', async () => {
    const ask = vi.spyOn(spawnWatcher, 'ask').mockImplementation(() => {})
    const stopped = { name: '', ready: false, pending: null, started: null, url: '/x' }
    const at = new Date().toISOString()
    service.on(({ path, query }) => {
      if (path !== '/users' || query.get('state') !== 'inactive') return undefined
      const items = [{ name: 'eve', servers: { '': { ...stopped, last_activity: at } } }]
      return { body: { items, _pagination: { offset: 0, limit: 50, total: 1, next: null } } }
    })
    renderPage(Page, '/spawns', admin)
    await waitFor(() =>
      expect(ask).toHaveBeenCalledWith([
        { key: serverKey('eve', ''), endedAt: Date.parse(at), profile: undefined },
      ]),
    )
    expect(service.asked.find(({ query }) => query.get('sort') === '-last_activity')).toBeDefined()
    ask.mockRestore()
  })

  it('is hidden from a token that may not read servers', () => {
    renderPage(Page, '/spawns', { scopes: ['list:users'] })
    expect(screen.getByText('Hidden from your token: how servers start')).toBeVisible()
    expect(service.asked).toEqual([])
  })
})
