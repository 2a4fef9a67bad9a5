import { describe, expect, it } from 'vitest'
import { bench, fields } from '../testing.ts'

const own = '/users/stranger/server'

describe('starting a server', () => {
  it('answers 201 and adds the route when the server is ready in time', async () => {
    const { hub, clock, call } = bench()
    const admin = hub.issueToken('admin')
    const answer = call(admin, 'POST', own)
    await clock.advance(500)
    expect((await answer).status).toBe(201)
    expect(fields(await call(admin, 'GET', own))).toMatchObject({
      ready: true,
      pending: null,
      stopped: false,
    })
    expect(fields(await call(admin, 'GET', '/proxy'))).toHaveProperty(['/user/stranger/'])
  })

  it('answers 202 after ten seconds when the spawn is slow, and the route comes later', async () => {
    const { hub, clock, call } = bench()
    const admin = hub.issueToken('admin')
    const answer = call(admin, 'POST', '/users/stranger/servers/slow')
    await clock.advance(10_000)
    expect((await answer).status).toBe(202)
    const server = '/users/stranger/servers/slow'
    expect(fields(await call(admin, 'GET', server))).toMatchObject({ ready: false, pending: 'spawn' })
    expect(fields(await call(admin, 'GET', '/proxy'))).not.toHaveProperty(['/user/stranger/slow/'])
    await clock.advance(16_000)
    expect(fields(await call(admin, 'GET', server))).toMatchObject({ ready: true })
    expect(fields(await call(admin, 'GET', '/proxy'))).toHaveProperty(['/user/stranger/slow/'])
  })

  it('answers 202 at once when a spawn is pending, and 400 when the server runs', async () => {
    const { hub, clock, call } = bench()
    const admin = hub.issueToken('admin')
    const first = call(admin, 'POST', own)
    await clock.advance(0)
    expect((await call(admin, 'POST', own)).status).toBe(202)
    await clock.advance(500)
    await first
    expect(await call(admin, 'POST', own)).toMatchObject({
      status: 400,
      body: { status: 400, message: 'stranger is already running' },
    })
  })

  it('answers 500 without a reason when the spawner raises, in the words of the version', async () => {
    for (const [version, message] of [
      ['6.1.1', 'Internal Server Error'],
      ['5.5.4', 'error'],
    ] as const) {
      const { hub, clock, call } = bench({ version })
      const answer = call(hub.issueToken('admin'), 'POST', '/users/stranger/servers/fail')
      await clock.advance(5000)
      expect(await answer).toMatchObject({ status: 500, body: { status: 500, message } })
    }
  })

  it('keeps status and message of a refusal by the spawner', async () => {
    const { hub, clock, call } = bench()
    const answer = call(hub.issueToken('admin'), 'POST', own, {
      body: { user_options: { script: 'refused' } },
    })
    await clock.advance(1000)
    expect(await answer).toMatchObject({ status: 400, body: { message: 'image not allowed' } })
  })

  it('says when to come back if too many spawns are pending', async () => {
    const { hub, call } = bench({ limits: { concurrentSpawnLimit: 1 } })
    const answer = await call(hub.issueToken('admin'), 'POST', own)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThanOrEqual(30)
  })

  it('refuses names that are no slug from 6.0 on, and takes them before', async () => {
    const path = '/users/stranger/servers/Not%20A%20Slug'
    const newer = bench()
    expect(await newer.call(newer.hub.issueToken('admin'), 'POST', path)).toMatchObject({
      status: 400,
      body: { message: "Invalid server_name: 'Not A Slug'" },
    })
    const older = bench({ version: '5.5.4' })
    const answer = older.call(older.hub.issueToken('admin'), 'POST', path)
    await older.clock.advance(500)
    expect((await answer).status).toBe(201)
  })
})

describe('stopping a server', () => {
  it('takes the route away at once and the server when it is done', async () => {
    const { hub, clock, call } = bench()
    const admin = hub.issueToken('admin')
    const answer = call(admin, 'DELETE', '/users/admin/server')
    await clock.advance(0)
    expect(fields(await call(admin, 'GET', '/users/admin/server'))).toMatchObject({ pending: 'stop' })
    expect(fields(await call(admin, 'GET', '/proxy'))).not.toHaveProperty(['/user/admin/'])
    await clock.advance(1000)
    expect((await answer).status).toBe(204)
    expect(fields(await call(admin, 'GET', '/users/admin/server'))).toMatchObject({
      stopped: true,
      started: null,
    })
  })

  it('answers 202 when stopping takes longer than ten seconds', async () => {
    const { hub, clock, call } = bench()
    const admin = hub.issueToken('admin')
    const path = '/users/stranger/servers/slow'
    void call(admin, 'POST', path, { body: { user_options: { seconds: 1 } } })
    await clock.advance(2000)
    const answer = call(admin, 'DELETE', path)
    await clock.advance(10_000)
    expect((await answer).status).toBe(202)
    await clock.advance(3000)
    expect(fields(await call(admin, 'GET', path))).toMatchObject({ stopped: true })
  })

  it('answers 204 for a server that does not run, and deletes a named one on request', async () => {
    const { hub, call } = bench()
    const admin = hub.issueToken('admin')
    expect((await call(admin, 'DELETE', own)).status).toBe(204)
    expect(await call(admin, 'DELETE', own, { body: { remove: true } })).toMatchObject({
      status: 400,
      body: { message: 'Cannot delete the default server' },
    })
    const named = '/users/ta/servers/thesis'
    expect((await call(admin, 'DELETE', named, { body: { remove: true } })).status).toBe(204)
    expect(await call(admin, 'DELETE', named)).toMatchObject({
      status: 404,
      body: { message: "ta has no server named 'thesis'" },
    })
  })

  it('cancels a pending spawn from 5.1 on; the request that started it gets a 500', async () => {
    const { hub, clock, call } = bench()
    const admin = hub.issueToken('admin')
    const start = call(admin, 'POST', '/users/stranger/servers/slow')
    await clock.advance(3000)
    const stop = call(admin, 'DELETE', '/users/stranger/servers/slow')
    await clock.advance(1000)
    expect((await start).status).toBe(500)
    await clock.advance(12_000)
    expect((await stop).status).toBeLessThan(300)
    expect(fields(await call(admin, 'GET', '/users/stranger/servers/slow'))).toMatchObject({ stopped: true })
  })

  it('refuses to cancel a pending spawn before 5.1', async () => {
    const { hub, clock, call } = bench({ version: '4.1.6' })
    const admin = hub.issueToken('admin')
    void call(admin, 'POST', '/users/stranger/servers/slow')
    await clock.advance(3000)
    expect(await call(admin, 'DELETE', '/users/stranger/servers/slow')).toMatchObject({
      status: 400,
      body: { message: 'stranger:slow is pending spawn, please wait' },
    })
  })

  it('learns of a dead process at the next poll only', async () => {
    const { hub, clock, call } = bench()
    const admin = hub.issueToken('admin')
    const path = '/users/stranger/servers/dies'
    void call(admin, 'POST', path)
    await clock.advance(10_500)
    expect(fields(await call(admin, 'GET', path))).toMatchObject({ ready: true })
    await clock.advance(3000)
    expect(fields(await call(admin, 'GET', path))).toMatchObject({ stopped: true })
  })
})

describe('a single server', () => {
  it('can be read, created and changed from 6.0 on; before, the path knows no such method', async () => {
    const { hub, call } = bench()
    const admin = hub.issueToken('admin')
    const path = '/users/stranger/servers/lab'
    expect((await call(admin, 'GET', path)).status).toBe(404)
    expect((await call(admin, 'PUT', path, { body: { display_name: 'My lab' } })).status).toBe(201)
    expect(fields(await call(admin, 'GET', path))).toMatchObject({ display_name: 'My lab', stopped: true })
    expect(await call(admin, 'PUT', path)).toMatchObject({
      status: 409,
      body: { message: 'User stranger already has server lab' },
    })
    expect(await call(admin, 'PATCH', path, { body: { name: 'lab-2' } })).toMatchObject({
      body: { name: 'lab-2' },
    })
    const older = bench({ version: '5.5.4' })
    expect(await older.call(older.hub.issueToken('admin'), 'GET', path)).toMatchObject({
      status: 405,
      body: { status: 405, message: 'Method Not Allowed' },
    })
  })
})
