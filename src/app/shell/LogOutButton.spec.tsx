import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serverKey } from '#hub/server-key.ts'
import { newSpawn } from '../api/spawns/spawn-record.ts'
import { spawnStore } from '../api/spawns/spawn-watch.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { recordKeeper } from '../inspector/record/record-keeper.ts'
import { type FakeService, fakeService } from '../testing/fake-service.ts'
import { renderPage } from '../testing/render-page.tsx'
import { LogOutButton } from './LogOutButton.tsx'

let service: FakeService

beforeEach(() => {
  service = fakeService()
  service.on(({ path }) =>
    path.endsWith('/api/session')
      ? { body: { state: 'signed-out', reason: 'no-session', prefix: '/' } }
      : undefined,
  )
  spawnStore.open('visitor')
  spawnStore.put(newSpawn(serverKey('alice', ''), 'seen', Date.now()))
})

afterEach(() => {
  cleanup()
  spawnStore.forget()
  vi.unstubAllGlobals()
})

async function logOut(status: number) {
  service.on(({ path, method }) =>
    path.endsWith('/api/logout') && method === 'POST' ? { status } : undefined,
  )
  renderPage(LogOutButton, '/users', { scopes: [] })
  await userEvent.click(screen.getByRole('button', { name: 'Log out' }))
}

describe('logging out', () => {
  it('leaves nothing in the tab of what was seen', async () => {
    const id = exchanges.begin({
      operation: 'listUsers',
      method: 'GET',
      path: '/users',
      query: '',
      params: {},
    })
    exchanges.update(id, { doneAt: Date.now(), pinned: true })
    await recordKeeper.open('visitor')
    recordKeeper.keep(true)
    spawnStore.save()
    expect(JSON.stringify(sessionStorage)).toContain('listUsers')
    expect(JSON.stringify(sessionStorage)).toContain('alice')
    await logOut(204)
    await waitFor(() => expect(exchanges.snapshot()).toEqual([]))
    expect(spawnStore.snapshot().records.size).toBe(0)
    expect(JSON.stringify(sessionStorage)).not.toMatch(/alice|listUsers/)
    expect(recordKeeper.snapshot()).toBe(false)
  })

  it('says on the button that it did not work, and keeps what is there', async () => {
    await logOut(502)
    expect(await screen.findByRole('alert')).toHaveTextContent('did not log you out')
    expect(spawnStore.snapshot().records.size).toBe(1)
  })
})
