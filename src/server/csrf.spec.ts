import { describe, expect, it } from 'vitest'
import { csrfHeader, originHeader } from './contract.ts'
import { createCsrf } from './csrf.ts'
import { createFixture, hubJson, hubWith, pageOrigin } from './testing/fixture.ts'

const fixture = () => createFixture({ hub: hubWith(() => hubJson(201, {})) })
const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code

describe('writes', () => {
  it('pass with the token of the session and the origin that the page named', async () => {
    const { write, calls } = fixture()
    expect((await write('POST', 'hub/api/users/zed')).status).toBe(201)
    expect(calls).toHaveLength(1)
  })

  it('pass without Sec-Fetch-Site, which plain-http browsers do not send', async () => {
    const response = await fixture().write('POST', 'hub/api/users/zed', { headers: { 'Sec-Fetch-Site': '' } })
    expect(response.status).toBe(201)
  })

  it('pass whatever Host says, because proxies rewrite it', async () => {
    const response = await fixture().write('DELETE', 'hub/api/users/zed', {
      headers: { Host: '10.0.0.7:10101' },
    })
    expect(response.status).toBe(201)
  })

  it.each([
    ['without a token', { [csrfHeader]: '' }],
    ['with another token', { [csrfHeader]: 'AAAA' }],
    ['with a token that is no base64', { [csrfHeader]: '%%%' }],
    ['from another origin', { Origin: 'https://evil.test' }],
    ['from nowhere', { Origin: 'null' }],
    ['without an origin', { Origin: '' }],
    ['from a cross-site page', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from another service on a subdomain', { 'Sec-Fetch-Site': 'same-site' }],
    ['typed into the address bar', { 'Sec-Fetch-Site': 'none' }],
  ])('are refused %s, and the hub hears nothing', async (_, headers) => {
    const { write, calls } = fixture()
    const response = await write('POST', 'hub/api/users/zed', { headers })
    expect(response.status).toBe(403)
    expect(await codeOf(response)).toBe('csrf')
    expect(calls).toHaveLength(0)
  })

  it('are refused with the token of another session', async () => {
    const { write, get, cookie } = fixture()
    const other = await get('api/session', { Cookie: await cookie(), [originHeader]: pageOrigin })
    const { csrf } = (await other.json()) as { csrf: string }
    const response = await write('POST', 'hub/api/users/zed', { headers: { [csrfHeader]: csrf } })
    expect(response.status).toBe(403)
  })

  it('need no token when they are reads', async () => {
    const response = await fixture().ask('hub/api/users', { 'Sec-Fetch-Site': 'cross-site' })
    expect(response.status).toBe(201)
  })
})

describe('tokens', () => {
  const issue = (origin: string | undefined) =>
    createCsrf('secret').issue(
      new Request('http://x/', { headers: origin ? { [originHeader]: origin } : {} }),
      'id',
    )

  it('are bound to an origin, and the same for the same page', async () => {
    expect(await issue('https://hub.test')).toBe(await issue('https://hub.test'))
    expect(await issue('https://hub.test')).not.toBe(await issue('https://hub.test:8000'))
  })

  it.each([undefined, 'null', 'hub.test', 'https://hub.test/', 'https://hub.test/path', 'file://x'])(
    'are not given for the origin %s',
    async (origin) => {
      expect(await issue(origin)).toBe('')
    },
  )
})
