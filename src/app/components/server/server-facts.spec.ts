import { describe, expect, it } from 'vitest'
import type { Server } from '#hub/wire/server.ts'
import { optionLines, orderedServers, serverHref, serverTitle } from './server-facts.ts'

const server = (change: Partial<Server>): Server => ({
  name: '',
  ready: false,
  pending: null,
  started: null,
  last_activity: null,
  url: '/user/ada/',
  ...change,
})

describe('a user’s servers', () => {
  it('start with the default one, then by name', () => {
    const servers = { b: server({ name: 'b' }), a: server({ name: 'a' }), '': server({}) }
    expect(orderedServers({ name: 'ada', servers })?.map(({ name }) => name)).toEqual(['', 'a', 'b'])
  })

  it('are not an empty list when they are hidden', () => {
    expect(orderedServers({ name: 'ada' })).toBeUndefined()
  })
})

describe('the options of a server', () => {
  it('name the profile first and keep structure readable', () => {
    expect(optionLines({ cpu: 2, profile: 'gpu', env: { A: '1' } })).toEqual([
      { name: 'profile', value: 'gpu' },
      { name: 'cpu', value: '2' },
      { name: 'env', value: '{"A":"1"}' },
    ])
  })

  it('are nothing when there are none', () => {
    expect(optionLines(null)).toEqual([])
    expect(optionLines(undefined)).toEqual([])
    expect(optionLines({ image: null, note: '' })).toEqual([])
  })
})

describe('the link to a server', () => {
  it('leads to a path of this host or a web address', () => {
    expect(serverHref(server({}))).toBe('/user/ada/')
    expect(serverHref(server({ url: 'https://ada.hub.example/user/ada/' }))).toBe(
      'https://ada.hub.example/user/ada/',
    )
  })

  it.each(['javascript:alert(1)', '//elsewhere.example/', '', 'data:text/html,x'])(
    'is not made of %s',
    (url) => {
      expect(serverHref(server({ url }))).toBeUndefined()
    },
  )
})

it('calls a server by its user and name, or the user’s default one', () => {
  expect(serverTitle({ name: 'ada' }, server({ name: 'gpu' }))).toBe('ada/gpu')
  expect(serverTitle({ name: 'ada' }, server({}))).toBe('ada’s default server')
})
