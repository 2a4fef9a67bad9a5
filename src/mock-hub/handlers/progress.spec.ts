import { expect, it } from 'vitest'
import { bench, type Bench } from '../testing.ts'

const server = '/users/stranger/servers/slow'

/** The stream's text as far as it came, and whether it ended. */
async function open({ hub, clock }: Bench, token: string, path: string) {
  const request = new Request(`http://hub.test/hub/api${path}/progress`, {
    headers: { Authorization: `token ${token}` },
  })
  const response = await hub.respond(request)
  const stream = { response, text: '', ended: false, cancel: async () => {} }
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  stream.cancel = async () => reader?.cancel()
  const read = async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      stream.text += part.value
    stream.ended = true
  }
  void read()
  await clock.advance(0)
  return stream
}

it('tells a late subscriber everything from the beginning, then goes on', async () => {
  const stage = bench()
  const admin = stage.hub.issueToken('admin')
  void stage.call(admin, 'POST', server)
  await stage.clock.advance(9000)
  const stream = await open(stage, admin, server)
  expect(stream.text).toMatch(
    /^\n\ndata: \{"progress":0,"message":"Server requested"\}\n\ndata: .*Scheduled.*\n\ndata: .*Pulling/,
  )
  expect(stream.text).not.toContain('Pulled')
  await stage.clock.advance(20_000)
  expect(stream.text).toContain('Pulled')
  expect(stream.text).toMatch(
    /data: \{"progress":100,"ready":true,"message":"Server ready at \/user\/stranger\/slow\/".*\}\n\n$/,
  )
  expect(stream.ended).toBe(true)
})

it('sends a blank keep-alive every eight seconds', async () => {
  const stage = bench()
  const admin = stage.hub.issueToken('admin')
  void stage.call(admin, 'POST', server, { body: { user_options: { seconds: 600 } } })
  await stage.clock.advance(0)
  const stream = await open(stage, admin, server)
  const before = stream.text
  await stage.clock.advance(16_000)
  expect(stream.text).toBe(`${before}\n\n\n\n`)
  await stream.cancel()
})

it('still tells the reason of a failure afterwards, until the next spawn', async () => {
  const stage = bench()
  const admin = stage.hub.issueToken('admin')
  const path = '/users/stranger/servers/fail'
  void stage.call(admin, 'POST', path)
  await stage.clock.advance(5000)
  const stream = await open(stage, admin, path)
  expect(stream.text).toContain('"failed":true,"message":"Spawn failed: ImagePullBackOff')
  expect(stream.ended).toBe(true)
  void stage.call(admin, 'POST', path, { body: { user_options: { script: 'quick' } } })
  await stage.clock.advance(1000)
  expect((await open(stage, admin, path)).text).toContain('"ready":true')
})

it('sends a false `ready` to open streams when a spawn is cancelled, as the hub does', async () => {
  const stage = bench()
  const admin = stage.hub.issueToken('admin')
  void stage.call(admin, 'POST', server)
  await stage.clock.advance(3000)
  const stream = await open(stage, admin, server)
  void stage.call(admin, 'DELETE', server)
  await stage.clock.advance(500)
  expect(stream.text).toContain('"ready":true')
  expect(stream.ended).toBe(true)
  await stage.clock.advance(20_000)
  expect((await stage.call(admin, 'GET', `${server}/progress`)).status).toBe(404)
})

it('answers 404 for a server that was never started, and 400 for one that stops', async () => {
  const stage = bench()
  const admin = stage.hub.issueToken('admin')
  expect((await stage.call(admin, 'GET', '/users/stranger/server/progress')).status).toBe(404)
  void stage.call(admin, 'DELETE', '/users/admin/server')
  await stage.clock.advance(0)
  expect(await stage.call(admin, 'GET', '/users/admin/server/progress')).toMatchObject({
    status: 400,
    body: { message: 'admin is not starting...' },
  })
})
