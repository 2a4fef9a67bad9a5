import { expect, it } from 'vitest'
import { csrfHeader, originHeader, sessionSchema } from '#server/contract.ts'
import { openWay } from './testing/open-way.ts'

const address = 'https://demo.test/some/where/'

function serve(persona: string) {
  const way = openWay(address, 'none', { persona })
  return (path: string, init?: RequestInit) => way.respond(new Request(`${address}${path}`, init))
}

it('runs the service itself under the folder of the page', async () => {
  const ask = serve('reader')
  const response = await ask('api/session', { headers: { [originHeader]: new URL(address).origin } })
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
  const ask = serve('admin')
  const refused = await ask('hub/api/users/student/server', { method: 'POST' })
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ code: 'csrf' })

  const opened = await ask('api/session', { headers: { [originHeader]: new URL(address).origin } })
  const session = sessionSchema.parse(await opened.json())
  const csrf = session.state === 'signed-in' ? session.csrf : ''
  const headers = { [csrfHeader]: csrf }
  const started = await ask('hub/api/users/student/servers/spare', { method: 'POST', headers })
  expect([201, 202]).toContain(started.status)
})

it('leaves files of the demo and other sites alone', () => {
  const { takes } = openWay(address, 'none')
  expect(takes(new URL('api/echo', address))).toBe(true)
  expect(takes(new URL('site/hub/home', address))).toBe(true)
  expect(takes(new URL('assets/index.js', address))).toBe(false)
  expect(takes(new URL('https://elsewhere.test/some/where/api/echo'))).toBe(false)
})

it('hands no more than 16 KiB of headers to anybody, as the hub’s proxy', async () => {
  const ask = serve('admin')
  expect((await ask('api/echo', { headers: { 'X-Padding': 'x'.repeat(14_000) } })).status).toBe(200)
  const refused = await ask('api/echo', { headers: { 'X-Padding': 'x'.repeat(16_384) } })
  expect(refused.status).toBe(431)
  expect(await refused.text()).toBe('')
})

it('has the old hub take its cookie only from its own pages', async () => {
  const way = openWay(address, 'none', { version: '3.1.1' })
  const callFrom = async (referrer: string) =>
    (await way.respond(new Request(`${address}site/hub/api/user`, { referrer }))).status
  expect(await callFrom(`${address}site/hub/home`)).toBe(200)
  expect(await callFrom(`${address}users`)).toBe(403)
})
