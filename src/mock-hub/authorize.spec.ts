import { describe, expect, it } from 'vitest'
import { bench } from './testing.ts'

const refusal = (status: number, message: string | null) => ({ status, body: { status, message } })
const requires = (list: string) =>
  refusal(403, `Action is not authorized with current scopes; requires any of [${list}]`)
const outOfFilter = refusal(404, 'No access to resources or resources not found')

describe('a request without a valid token', () => {
  it('is told so, in the words of the version', async () => {
    const { call } = bench()
    expect(await call('', 'GET', '/users')).toMatchObject(refusal(403, 'Missing or invalid credentials.'))
    expect(await call('wrong', 'GET', '/user')).toMatchObject(refusal(403, null))
    const old = bench({ version: '3.1.1' })
    expect(await old.call('wrong', 'GET', '/users')).toMatchObject(requires('list:users'))
    expect(await old.call('wrong', 'GET', '/user')).toMatchObject(refusal(403, 'Forbidden'))
  })

  it('is told about XSRF when a page sent it', async () => {
    const { hub } = bench()
    const headers = { Origin: 'http://evil.test', Authorization: 'token wrong' }
    const response = await hub.respond(new Request('http://hub.test/hub/api/users', { headers }))
    expect(await response.json()).toMatchObject({ message: "'_xsrf' argument missing from GET" })
  })

  it('still learns the version, and takes Bearer for token once it has one', async () => {
    const { hub, call } = bench()
    expect(await call('', 'GET', '/')).toMatchObject({ status: 200, body: { version: '6.1.1' } })
    const headers = { Authorization: `bearer ${hub.issueToken('admin')}` }
    expect((await call('', 'GET', '/user', { headers })).status).toBe(200)
  })

  it('is what an expired token makes', async () => {
    const { hub, clock, call } = bench()
    const token = hub.signIn('reader', 'hubscope') ?? ''
    expect((await call(token, 'GET', '/user')).status).toBe(200)
    await clock.advance(15 * 24 * 3_600_000)
    expect((await call(token, 'GET', '/user')).status).toBe(403)
  })
})

describe('a filtered scope', () => {
  it('opens what it names and answers 404 for all else, there or not', async () => {
    const { hub, clock, call } = bench()
    const token = hub.issueToken('admin', ['servers!group=physics-101', 'read:users!user=student'])
    const start = call(token, 'POST', '/users/ta/server')
    await clock.advance(1000)
    expect((await start).status).toBe(201)
    expect(await call(token, 'POST', '/users/stranger/server')).toMatchObject(outOfFilter)
    expect(await call(token, 'POST', '/users/nobody/server')).toMatchObject(outOfFilter)
    expect((await call(token, 'GET', '/users/student')).status).toBe(200)
    expect(await call(token, 'GET', '/users/reader')).toMatchObject(outOfFilter)
  })

  it('does not open what is about the whole hub from 5.0 on; before, it does', async () => {
    const filtered = ['admin:users!group=physics-101']
    const body = { usernames: ['new'] }
    const { hub, call } = bench()
    const token = hub.issueToken('admin', filtered)
    expect(await call(token, 'POST', '/users', { body })).toMatchObject(requires('admin:users'))
    const old = bench({ version: '4.1.6' })
    const oldToken = old.hub.issueToken('admin', filtered)
    expect((await old.call(oldToken, 'POST', '/users', { body })).status).toBe(201)
  })
})

it('asks for `servers` to start one before 6.0, and for `start:servers` from then on', async () => {
  for (const [version, scope] of [
    ['6.1.1', 'start:servers'],
    ['5.5.4', 'servers'],
  ] as const) {
    const { hub, call } = bench({ version })
    const token = hub.issueToken('admin', ['list:users'])
    expect(await call(token, 'POST', '/users/stranger/server')).toMatchObject(requires(scope))
  }
})

it('never gives a token more than its owner holds, and lets it say whose it is', async () => {
  const { hub, call } = bench()
  const token = hub.issueToken('student', ['admin:users', 'read:users!user=student'])
  expect(await call(token, 'GET', '/user')).toMatchObject({
    status: 200,
    body: { name: 'student', scopes: expect.not.arrayContaining(['admin:users']) },
  })
})

it('answers 405 on a path it knows and 404 elsewhere', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  expect(await call(admin, 'PUT', '/users')).toMatchObject(refusal(405, null))
  expect(await call(admin, 'GET', '/nothing')).toMatchObject(refusal(404, null))
})
