import { describe, expect, it } from 'vitest'
import { serverKey } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import type { OwnedServer } from '../../api/servers.ts'
import { defaultView, filterServers, isFiltered, parseView, writeView } from './servers-view.ts'

function owned(user: string, name: string, change: Partial<Server> = {}): OwnedServer {
  const server = { name, ready: true, pending: null, started: null, last_activity: null, url: '/', ...change }
  return { key: serverKey(user, name), user: { name: user }, server }
}

describe('the address of the servers page', () => {
  it('is read, and what does not parse counts as not given', () => {
    expect(parseView(new URLSearchParams('q=a&state=ready&sort=-started'))).toEqual({
      q: 'a',
      state: 'ready',
      sort: '-started',
    })
    expect(parseView(new URLSearchParams('state=odd&sort=shoe'))).toEqual(defaultView)
  })

  it('leaves defaults out and other parameters alone', () => {
    const search = new URLSearchParams('inspect=7&state=ready')
    expect(writeView(search, { ...defaultView, q: 'x' }).toString()).toBe('inspect=7&q=x')
  })
})

describe('filtering', () => {
  const servers = [
    owned('alice', ''),
    owned('alice', 'gpu', { user_options: { profile: 'Large' } }),
    owned('Bob', '', { ready: false, pending: 'spawn' }),
  ]
  const keys = (view: Partial<typeof defaultView>) =>
    filterServers(servers, { ...defaultView, ...view }, { checks: new Map() }).map(({ key }) => key)

  it('looks for every word in user, server and profile, in any case', () => {
    expect(keys({ q: 'ALICE' })).toEqual(['alice/', 'alice/gpu'])
    expect(keys({ q: 'alice large' })).toEqual(['alice/gpu'])
    expect(keys({ q: 'default' })).toEqual(['alice/', 'Bob/'])
  })

  it('narrows by state', () => {
    expect(keys({ state: 'starting' })).toEqual(['Bob/'])
  })

  it('is known to be on', () => {
    expect(isFiltered(defaultView)).toBe(false)
    expect(isFiltered({ ...defaultView, q: ' ' })).toBe(false)
    expect(isFiltered({ ...defaultView, state: 'ready' })).toBe(true)
  })
})
