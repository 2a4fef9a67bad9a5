import { expect, it } from 'vitest'
import { bench, fields, namesIn } from './testing.ts'

it('is the same hub for the same seed, and another one for another', async () => {
  const text = async (seed: number) => {
    const { hub, call } = bench({ seed })
    return JSON.stringify((await call(hub.issueToken('admin'), 'GET', '/users?limit=200')).body)
  }
  expect(await text(1)).toBe(await text(1))
  expect(await text(1)).not.toBe(await text(2))
})

it('lets those in who hold the access scope of a service, with no more than the service may be delegated', async () => {
  const { hub, call } = bench()
  expect(hub.signIn('stranger', 'hubscope')).toBeUndefined()
  const admin = hub.signIn('admin', 'hubscope') ?? ''
  const scopes = fields(await call(admin, 'GET', '/user'))['scopes']
  expect(scopes).toContain('start:servers')
  expect(scopes).toContain('access:services!service=hubscope')
  expect(scopes).not.toContain('admin:users')
})

it('has a server in every state from the start', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  const active = await call(admin, 'GET', '/users?state=active')
  const text = JSON.stringify(active.body)
  expect(text).toContain('"ready":true')
  expect(text).toContain('"pending":"spawn"')
  const routes = Object.keys(fields(await call(admin, 'GET', '/proxy')))
  expect(routes).toContain('/services/hubscope/')
  const unrouted = namesIn(active.body).filter(
    (name) => !routes.includes(`/user/${encodeURIComponent(String(name))}/`),
  )
  expect(unrouted).toContain('sam.abe')
})

it('closes what is missing and drops what is stale when the routes are checked', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  const routes = async () => Object.keys(fields(await call(admin, 'GET', '/proxy')))
  const before = await routes()
  expect(before).not.toContain('/user/sam.abe/')
  expect(before).toContain('/user/amal.cruz/')
  expect(await call(admin, 'POST', '/proxy')).toMatchObject({ status: 200, body: '' })
  const after = await routes()
  expect(after).toContain('/user/sam.abe/')
  expect(after).not.toContain('/user/amal.cruz/')
  expect(after).toContain('/')
})
