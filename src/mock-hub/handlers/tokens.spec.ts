import { expect, it } from 'vitest'
import { bench, fields } from '../testing.ts'

it('tells a new token once, with the scopes that were asked for', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  const body = { note: 'from a script', scopes: ['read:users!user=student'], expires_in: 60 }
  const made = fields(await call(admin, 'POST', '/users/student/tokens', { body }))
  expect(made).toMatchObject({
    user: 'student',
    note: 'from a script',
    token: expect.stringMatching(/^\w{32}$/),
  })
  expect((await call(String(made['token']), 'GET', '/users/student')).status).toBe(200)
  const listed = await call(admin, 'GET', '/users/student/tokens')
  expect(JSON.stringify(listed.body)).toContain('from a script')
  expect(JSON.stringify(listed.body)).not.toContain(String(made['token']))
})

it('refuses scopes that the owner does not hold, or that do not exist', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  const create = (scopes: string[]) => call(admin, 'POST', '/users/student/tokens', { body: { scopes } })
  expect(await create(['proxy'])).toMatchObject({
    status: 400,
    body: { message: 'Not assigning requested scopes proxy not held by User student' },
  })
  expect(await create(['nonsense'])).toMatchObject({
    status: 400,
    body: { message: `"Scope 'nonsense' for token does not exist"` },
  })
})

it('keeps expiry within the limit, and sets it to the limit when none is asked for', async () => {
  const { hub, clock, call } = bench({ limits: { tokenExpiresInMaxSeconds: 3600 } })
  const admin = hub.issueToken('admin')
  expect(await call(admin, 'POST', '/users/student/tokens', { body: { expires_in: 7200 } })).toMatchObject({
    status: 400,
    body: { message: 'token expires_in: 7200 must not exceed 3600' },
  })
  const made = fields(await call(admin, 'POST', '/users/student/tokens'))
  expect(Date.parse(String(made['expires_at']))).toBe(clock.now() + 3_600_000)
})

it('says 403, never 404, to those who may not make tokens for somebody', async () => {
  const { hub, call } = bench()
  expect(await call(hub.issueToken('student'), 'POST', '/users/admin/tokens')).toMatchObject({
    status: 403,
    body: { message: 'User admin not found or no permissions to generate tokens' },
  })
})

it('revokes one token of the token page, but all of a service', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  const plain = [hub.issueToken('reader'), hub.issueToken('reader')]
  const logins = [hub.signIn('reader', 'hubscope') ?? '', hub.signIn('reader', 'hubscope') ?? '']
  const idOf = async (token: string) => fields(await call(token, 'GET', '/user'))['token_id']
  const [plainId, loginId] = [await idOf(plain[0] ?? ''), await idOf(logins[0] ?? '')]
  expect((await call(admin, 'DELETE', `/users/reader/tokens/${plainId}`)).status).toBe(204)
  expect((await call(admin, 'DELETE', `/users/reader/tokens/${loginId}`)).status).toBe(204)
  const alive = []
  for (const token of [...plain, ...logins]) alive.push((await call(token, 'GET', '/user')).status)
  expect(alive).toEqual([403, 200, 403, 403])
  expect(await call(admin, 'DELETE', '/users/reader/tokens/a9999')).toMatchObject({
    status: 404,
    body: { message: 'No such token a9999 for user reader' },
  })
})
