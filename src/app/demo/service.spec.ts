import { expect, it } from 'vitest'
import { createMockHub } from '#mock-hub/hub.ts'
import { originHeader, sessionSchema } from '#server/contract.ts'
import { demoService } from './service.ts'

const base = new URL('http://demo.test/some/where/')

function serve(persona: string) {
  const hub = createMockHub({ users: 20 })
  const token = hub.signIn(persona, 'hubscope') ?? null
  const service = demoService(hub, { persona, token }, base)
  return (path: string, init?: RequestInit) => service(new Request(new URL(path, base), init))
}

it('runs the service itself under the folder of the page', async () => {
  const ask = serve('reader')
  const response = await ask('api/session', { headers: { [originHeader]: base.origin } })
  const session = sessionSchema.parse(await response.json())
  expect(session).toMatchObject({
    state: 'signed-in',
    identity: { name: 'reader' },
    hub: { version: '6.1.1' },
    prefix: '/some/where/',
    delegable: expect.arrayContaining(['list:users', 'servers']),
  })
  const users = await ask('hub/api/users')
  expect(await users.json()).toHaveLength(25)
})

it('keeps the rules of the service: no write without its token', async () => {
  const response = await serve('admin')('hub/api/users/student/server', { method: 'POST' })
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({ code: 'csrf' })
})
