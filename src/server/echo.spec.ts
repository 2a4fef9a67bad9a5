import { describe, expect, it } from 'vitest'
import { echoSchema } from './contract.ts'
import { echoOf } from './echo.ts'
import { createFixture } from './testing/fixture.ts'

const echo = (headers: Record<string, string>, target = '/services/hubscope/api/echo') =>
  echoOf(
    new Request('http://127.0.0.1:10101/services/hubscope/api/echo', { headers }),
    { target, httpVersion: '1.1', peer: '10.0.0.7' },
    5,
  )

describe('GET api/echo', () => {
  it('needs no login and tells what arrived', async () => {
    const response = await createFixture().get('api/echo', { 'X-Forwarded-Proto': 'https,http' })
    const answer = echoSchema.parse(await response.json())
    expect(answer.method).toBe('GET')
    expect(answer.headers['x-forwarded-proto']).toBe('https,http')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it('shows the request target as it came, HTTP version and peer', () => {
    expect(echo({}, '/services/hubscope//api/echo?a=%2F')).toMatchObject({
      target: '/services/hubscope//api/echo?a=%2F',
      httpVersion: '1.1',
      peer: '10.0.0.7',
      at: 5,
    })
  })

  it('shows the headers that proxies and browsers add, and no others', () => {
    const shown = {
      host: 'hub.test',
      forwarded: 'proto=https',
      'x-forwarded-for': '1.2.3.4, 10.0.0.1',
      'x-forwarded-prefix': '/hub',
      'x-scheme': 'https',
      'x-real-ip': '1.2.3.4',
      via: '1.1 caddy',
      'sec-fetch-mode': 'cors',
      'x-request-id': 'r1',
      'user-agent': 'x',
    }
    const kept = {
      'x-secret-header': 'hush',
      'x-hubscope-csrf': 'hush',
      'x-forwarded-access-token': 'hush',
      'x-forwarded-client-cert': 'hush',
    }
    expect(echo({ ...shown, ...kept }).headers).toEqual(shown)
  })

  it('shows of cookies their names and sizes', () => {
    const answer = echo({ Cookie: 'hubscope-session=hush; é=1; hushvalue; _xsrf="2|hush=="' })
    expect(answer.cookies).toEqual([
      { name: 'hubscope-session', bytes: 21 },
      { name: 'é', bytes: 4 },
      { name: '', bytes: 9 },
      { name: '_xsrf', bytes: 16 },
    ])
    expect(JSON.stringify(answer)).not.toContain('hush')
  })

  it.each([
    ['token abcdef', 'present, scheme token'],
    ['Basic YTpi', 'present, scheme Basic'],
    ['abcdef', 'present, without a scheme'],
  ])('shows of Authorization “%s” only that it is there', (value, expected) => {
    expect(echo({ Authorization: value }).headers['authorization']).toBe(expected)
  })

  it('takes secrets out of target and Referer', () => {
    const answer = echo(
      { Referer: 'https://hub.test/x/oauth_callback?code=hush&state=hush2&x=1' },
      '/p?token=hush3&_xsrf=hush4&id_token=hush5&page=2',
    )
    expect(answer.headers['referer']).toBe(
      'https://hub.test/x/oauth_callback?code=[secret]&state=[secret]&x=1',
    )
    expect(answer.target).toBe('/p?token=[secret]&_xsrf=[secret]&id_token=[secret]&page=2')
  })

  it('cuts long values', () => {
    expect(echo({ 'X-Forwarded-For': 'a'.repeat(5000) }).headers['x-forwarded-for']).toHaveLength(2049)
  })
})
