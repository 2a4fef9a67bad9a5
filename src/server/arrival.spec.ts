import { describe, expect, it } from 'vitest'
import { arrivalValue } from './arrival.ts'
import { arrivalHeader, type Echo, echoSchema } from './contract.ts'
import { createFixture, hubToken } from './testing/fixture.ts'

const echo: Echo = {
  target: '/services/hubscope/hub/api/users',
  method: 'GET',
  httpVersion: '1.1',
  peer: '10.0.0.7',
  headers: { host: 'hub.test' },
  cookies: [{ name: 'hubscope-session', bytes: 900 }],
  at: 5,
}
const read = (value: string | undefined) => echoSchema.parse(JSON.parse(value ?? ''))

describe('the answer’s account of its request', () => {
  it('is the whole of it while that is short', () => {
    expect(read(arrivalValue(echo))).toEqual(echo)
  })

  it('stands in ASCII, whatever the names are', () => {
    const odd = { ...echo, cookies: [{ name: 'é🐍\u0007', bytes: 9 }] }
    expect(arrivalValue(odd)).toMatch(/^[\x20-\x7e]+$/)
    expect(read(arrivalValue(odd))).toEqual(odd)
  })

  it('has long values cut until it fits, and short ones left alone', () => {
    const value = arrivalValue({ ...echo, headers: { host: 'hub.test', referer: 'r'.repeat(2_000) } })
    expect(value?.length).toBeLessThanOrEqual(2_048)
    expect(read(value).headers).toEqual({ host: 'hub.test', referer: `${'r'.repeat(512)}…` })
  })

  it('keeps the largest of too many cookies', () => {
    const cookies = Array.from({ length: 200 }, (_, at) => ({ name: `cookie-${at}`, bytes: at }))
    const value = arrivalValue({ ...echo, cookies })
    expect(value?.length).toBeLessThanOrEqual(2_048)
    expect(read(value).cookies.map(({ bytes }) => bytes)).toEqual([
      199, 198, 197, 196, 195, 194, 193, 192, 191, 190,
    ])
  })

  it('is left out when nothing helps', () => {
    const headers = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`sec-fetch-${at}`, 'x']))
    expect(arrivalValue({ ...echo, headers })).toBeUndefined()
  })
})

describe('the service', () => {
  it.each(['hub/api/users?limit=1', 'api/session', 'api/progress'])('tells it with %s', async (path) => {
    const response = await createFixture().ask(path, {
      'X-Forwarded-Proto': 'https',
      'X-Hubscope-CSRF': 'hush',
      Referer: 'https://hub.test/?code=hush',
    })
    const value = response.headers.get(arrivalHeader) ?? ''
    expect(read(value)).toMatchObject({
      target: `/services/hubscope/${path}`,
      headers: { 'x-forwarded-proto': 'https', referer: 'https://hub.test/?code=[secret]' },
      cookies: [{ name: 'hubscope-session' }],
    })
    expect(value).not.toContain('hush')
    expect(value).not.toContain(hubToken)
    await response.body?.cancel()
  })

  it('tells it also with a refusal, and not with what is no request of the page', async () => {
    const { get } = createFixture()
    expect((await get('hub/api/users')).headers.has(arrivalHeader)).toBe(true)
    expect((await get('api/health')).headers.has(arrivalHeader)).toBe(false)
    expect((await get('api/login')).headers.has(arrivalHeader)).toBe(false)
  })
})
