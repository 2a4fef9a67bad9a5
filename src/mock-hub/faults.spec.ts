import { expect, it } from 'vitest'
import { bench } from './testing.ts'

it('lets the proxy answer for a hub that is gone, until it is back', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  hub.faults.push({ kind: 'down' })
  const answer = await call(admin, 'GET', '/users')
  expect(answer.status).toBe(503)
  expect(answer.body).toBe('Service Unavailable')
  expect(answer.headers.has('Content-Type')).toBe(false)
  expect(answer.headers.has('X-JupyterHub-Version')).toBe(false)
  hub.faults.length = 0
  expect((await call(admin, 'GET', '/users')).status).toBe(200)
})

it('never answers when it is frozen, so that the client has to give up', async () => {
  const { hub } = bench()
  hub.faults.push({ kind: 'frozen', path: /\/proxy$/ })
  const abort = new AbortController()
  const answer = hub.respond(new Request('http://hub.test/hub/api/proxy', { signal: abort.signal }))
  abort.abort()
  await expect(answer).rejects.toThrow('abort')
})

it('refuses what a fault names, and nothing else', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  hub.faults.push({
    kind: 'refuse',
    method: 'GET',
    path: /\/users$/,
    status: 500,
    message: 'Internal Server Error',
  })
  expect(await call(admin, 'GET', '/users')).toMatchObject({
    status: 500,
    body: { message: 'Internal Server Error' },
  })
  expect((await call(admin, 'GET', '/users/admin')).status).toBe(200)
})

it('takes its time when told to', async () => {
  const { hub, clock, call } = bench({ latency: { min: 100, max: 200 } })
  const admin = hub.issueToken('admin')
  hub.faults.push({ kind: 'slow', ms: 5000 })
  let status = 0
  const answer = call(admin, 'GET', '/users').then((one) => (status = one.status))
  await clock.advance(5099)
  expect(status).toBe(0)
  await clock.advance(101)
  await answer
  expect(status).toBe(200)
})

it('fails on a user whose options it cannot read back, and on every page that holds them', async () => {
  const { hub, call } = bench({ version: '4.1.6' })
  const admin = hub.issueToken('admin')
  const status = async (path: string) => (await call(admin, 'GET', path)).status
  hub.faults.push({ kind: 'poisoned', user: 'ta' })
  expect(await call(admin, 'GET', '/users')).toMatchObject({
    status: 500,
    body: { status: 500, message: 'Internal Server Error' },
  })
  expect(await status('/users/ta')).toBe(500)
  expect((await call(admin, 'DELETE', '/users/ta')).status).toBe(500)
  expect(await status('/users/student')).toBe(200)
  expect(await status('/users?offset=100&limit=20')).toBe(200)
  hub.faults.length = 0
  expect(await status('/users')).toBe(200)
})
