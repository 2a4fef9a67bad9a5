import { describe, expect, it } from 'vitest'
import { insideSchema, targetSchema } from '#diagnosis/doctor/results.ts'
import { createFixture, hubJson, hubToken, identity, pageOrigin } from '../testing/fixture.ts'
import { lookingFixture } from '../testing/looking-fixture.ts'

describe('the view from inside', () => {
  it('needs a session and the CSRF token', async () => {
    const { service, write } = lookingFixture(true)
    const bare = new Request('http://x/services/hubscope/api/probe', { method: 'POST' })
    expect((await service(bare)).status).toBe(401)
    expect((await write('POST', 'api/probe', { headers: { Origin: 'https://evil.test' } })).status).toBe(403)
  })

  it('asks hub, public address and targets, each as it should be asked', async () => {
    const { write, sent } = lookingFixture(true)
    const inside = insideSchema.parse(await (await write('POST', 'api/probe')).json())
    expect(inside.outside?.reached).toBe(true)
    expect(inside.identity?.answer?.status).toBe(200)
    expect(inside.targets?.[0]).toMatchObject({ spec: '/user/ada/', owner: 'server', name: 'ada' })
    expect(inside.routed).toEqual({ servers: 1, services: 0 })
    const target = sent.filter(({ url }) => url === 'http://10.0.0.9:8888/user/ada/api')
    expect(target.map(({ host }) => host).toSorted()).toEqual(['hub.test', undefined])
    expect(target.every(({ token }) => token === undefined)).toBe(true)
    expect(JSON.stringify(inside)).not.toContain(hubToken)
  })

  it('asks the address of the visitor’s own model once more, without a token', async () => {
    const { write, sent } = lookingFixture(true)
    const inside = insideSchema.parse(await (await write('POST', 'api/probe')).json())
    const own = sent.filter(({ url }) => url.startsWith(`${pageOrigin}/hub/api/user?`))
    expect(new Set(own.map(({ url }) => url)).size).toBe(1)
    expect(own.map(({ token }) => token !== undefined)).toEqual([true, false])
    expect(inside.outside?.stranger?.answer?.status).toBe(403)
  })

  it('sends the token to no address that has not proved to be this site', async () => {
    const { write, sent } = lookingFixture(false)
    const inside = insideSchema.parse(await (await write('POST', 'api/probe')).json())
    expect(inside.outside).toEqual({ reached: false })
    const strange = sent.filter(({ url }) => url.startsWith(pageOrigin))
    expect(strange).toHaveLength(1)
    expect(strange[0]?.token).toBeUndefined()
  })

  it.each([
    ['leads here', true, { reached: false, why: 'certificate' }],
    ['does not lead here', false, { reached: false }],
  ])(
    'names a certificate that it does not trust only of an address that %s',
    async (_, isProven, outside) => {
      const { write, sent, place, paused } = lookingFixture(isProven)
      const { ask } = place
      place.ask = async (url, request) => {
        const isDistrusted = url.href.startsWith(pageOrigin) && request.insecure !== true
        if (isDistrusted) throw Object.assign(new Error('no'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
        return ask(url, request)
      }
      const inside = insideSchema.parse(await (await write('POST', 'api/probe')).json())
      expect(inside.outside).toEqual(outside)
      const untrusted = sent.filter(({ url }) => url.startsWith(pageOrigin))
      expect(untrusted.map(({ token }) => token)).toEqual([undefined])
      expect(paused).toHaveLength(1)
    },
  )

  it('asks a target whose certificate it does not trust all the same, without a token, and says so', async () => {
    const { write, place, route } = lookingFixture(true)
    route.target = 'https://10.0.0.9:8888'
    const { ask } = place
    const fail = (code: string) => Object.assign(new Error('no'), { code })
    place.ask = async (url, request) => {
      if (url.hostname !== '10.0.0.9') return ask(url, request)
      expect(request.headers?.['Authorization']).toBeUndefined()
      if (request.insecure !== 'authority') throw fail('SELF_SIGNED_CERT_IN_CHAIN')
      if (request.host !== undefined) throw fail('ERR_TLS_CERT_ALTNAME_INVALID')
      return ask(url, request)
    }
    const inside = insideSchema.parse(await (await write('POST', 'api/probe')).json())
    expect(inside.targets?.[0]).toMatchObject({
      distrust: 'SELF_SIGNED_CERT_IN_CHAIN',
      own: { answer: { status: 200 } },
      asPublic: { reason: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    })
  })

  it.each([
    ['that does not name this page', 'hub.internal:8000', {}, 404],
    [
      'that names it, of a server that allows somebody',
      'hub.test',
      { 'Access-Control-Allow-Origin': '*' },
      404,
    ],
    ['that names it', 'hub.test', {}, undefined],
  ])('asks a server as its pages do where the request came with a Host %s', async (...given) => {
    const [, host, allows, status] = given
    const { write, place, sent } = lookingFixture(true)
    const { ask } = place
    place.ask = async (url, request) => {
      if (request.headers?.['Origin'] === undefined || url.hostname !== '10.0.0.9') {
        const response = await ask(url, request)
        return new Response(response.body, {
          headers: { ...Object.fromEntries(response.headers), ...allows },
        })
      }
      expect(request).toMatchObject({ headers: { Origin: pageOrigin } })
      expect(request.host).toBeUndefined()
      return hubJson(404, { message: 'Not Found' })
    }
    const answer = await write('POST', 'api/probe', { headers: { Host: host } })
    const inside = insideSchema.parse(await answer.json())
    expect(inside.targets?.[0]?.fromPage?.answer?.status).toBe(status)
    expect(sent.every(({ url, token }) => token === undefined || !url.startsWith('http://10.'))).toBe(true)
  })

  it('asks a server below a host of its own by that host', async () => {
    const { write, sent, route } = lookingFixture(true)
    route.routespec = 'ada.hub.test/user/ada/'
    await write('POST', 'api/probe')
    const target = sent.filter(({ url }) => url === 'http://10.0.0.9:8888/user/ada/api')
    expect(target.map(({ host }) => host).toSorted()).toEqual(['ada.hub.test', undefined])
  })

  it('sends the token to no address whose machine is not known', async () => {
    const { write, sent } = lookingFixture(true, false)
    const inside = insideSchema.parse(await (await write('POST', 'api/probe')).json())
    expect(inside.outside).toEqual({ reached: false })
    expect(sent.filter(({ url }) => url.startsWith(pageOrigin))).toHaveLength(1)
  })

  it('takes the same time for every address that proves nothing, and waits for none that does', async () => {
    const unproved = lookingFixture(false)
    await unproved.write('POST', 'api/probe')
    expect(unproved.paused).toEqual([3_000])
    const proved = lookingFixture(true)
    await proved.write('POST', 'api/probe')
    expect(proved.paused).toEqual([])
  })

  it('is had a dozen times in a minute', async () => {
    const { service, get, cookie, time } = lookingFixture(true)
    const Cookie = await cookie()
    const session = await get('api/session', { Cookie, 'X-Hubscope-Origin': pageOrigin })
    const { csrf } = (await session.json()) as { csrf: string }
    const look = () =>
      service(
        new Request('http://127.0.0.1:10101/services/hubscope/api/probe', {
          method: 'POST',
          headers: { Cookie, Origin: pageOrigin, 'X-Hubscope-CSRF': csrf },
        }),
      )
    for (let count = 0; count < 12; count += 1) expect((await look()).status).toBe(200)
    const refused = await look()
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60'])
    time.now += 60_001
    expect((await look()).status).toBe(200)
  })

  it('asks one target by its route, if the hub’s own table has it', async () => {
    const { write, sent } = lookingFixture(true)
    const look = (spec: unknown) =>
      write('POST', 'api/probe/target', {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ spec }),
      })
    const target = targetSchema.parse(await (await look('/user/ada/')).json())
    expect(target).toMatchObject({
      target: 'http://10.0.0.9:8888',
      name: 'ada',
      own: { answer: { status: 200 } },
    })
    expect(sent.map(({ url }) => url)).toEqual(Array(2).fill('http://10.0.0.9:8888/user/ada/api'))
    expect(sent.every(({ token }) => token === undefined)).toBe(true)
    expect((await look('/user/eve/')).status).toBe(404)
    expect((await look('http://169.254.169.254/')).status).toBe(404)
    expect((await look(7)).status).toBe(400)
    expect(sent).toHaveLength(2)
  })

  it('asks no target for who may not read the routes', async () => {
    const { write } = createFixture({
      hub: ({ url }) => (url.pathname.endsWith('/proxy') ? hubJson(403, {}) : hubJson(200, identity)),
      place: { ...lookingFixture(true).place, ask: () => Promise.reject(new Error('asked')) },
    })
    const body = JSON.stringify({ spec: '/user/ada/' })
    expect((await write('POST', 'api/probe/target', { body })).status).toBe(403)
  })

  it('is refused where there is nothing to look at', async () => {
    const { write } = createFixture({ hub: () => hubJson(200, identity) })
    expect((await write('POST', 'api/probe')).status).toBe(501)
  })
})
