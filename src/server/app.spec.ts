import { describe, expect, it } from 'vitest'
import { answeredByHeader, healthSchema } from './contract.ts'
import { createFixture, hubJson, hubToken, hubWith, serviceToken } from './testing/fixture.ts'

const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code

describe('the service', () => {
  it.each(['/', '/services/hubscope/', '/jupyter/services/hubscope/'])(
    'is at home under %s',
    async (prefix) => {
      const response = await createFixture({ prefix }).get('api/health')
      expect(healthSchema.parse(await response.json())).toEqual({ status: 'ok', version: '1.2.3' })
      expect(response.headers.get(answeredByHeader)).toBe('service')
      expect(response.headers.get('Cache-Control')).toBe('no-store')
    },
  )

  it('leads the prefix without its slash to the prefix, and knows nothing beside it', async () => {
    const { service } = createFixture()
    const at = (path: string) => service(new Request(`http://127.0.0.1${path}`))
    const bare = await at('/services/hubscope?a=1')
    expect(bare.status).toBe(302)
    expect(bare.headers.get('Location')).toBe('/services/hubscope/?a=1')
    for (const path of ['/', '/api/health', '/services/hubscopes/', '/services/other/api/health']) {
      expect((await at(path)).status).toBe(404)
    }
  })

  it('answers JSON for endpoints that it does not have, and 405 for methods', async () => {
    const { ask, write } = createFixture()
    const unknown = await ask('api/nothing', { 'Sec-Fetch-Mode': 'navigate', Accept: 'text/html' })
    expect(unknown.status).toBe(404)
    expect(await codeOf(unknown)).toBe('unknown-operation')
    const posted = await write('POST', 'api/session')
    expect(posted.status).toBe(405)
    expect(posted.headers.get('Allow')).toBe('GET, HEAD')
    const writes = ['logout', 'token-check', 'probe', 'probe/target', 'probe/visitors']
    for (const path of writes) {
      expect((await ask(`api/${path}`)).headers.get('Allow'), path).toBe('POST')
    }
  })

  it('sets the security headers on every kind of answer', async () => {
    const { get, ask, service } = createFixture()
    const answers = [
      await get('api/health'),
      await get('api/login', { 'Sec-Fetch-Mode': 'navigate' }),
      await get('oauth_callback'),
      await get('notice.css'),
      await ask('hub/api/users'),
      await ask('api/progress?server=a/'),
      await service(new Request('http://127.0.0.1/elsewhere')),
    ]
    for (const { headers } of answers) {
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Referrer-Policy')).toBe('same-origin')
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
      expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headers.get('Content-Security-Policy')).not.toContain('unsafe')
    }
  })

  it('answers 500 without details when it fails itself, and logs one redacted line', async () => {
    const fixture = createFixture()
    fixture.sessions.find = () => Promise.reject(new Error(`broken with token=${hubToken}`))
    const response = await fixture.get('hub/api/users')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('broken')
    expect(fixture.log).toEqual(['hubscope: error: GET /hub/api/users failed: broken with token=[secret]'])
  })
})

describe('the token', () => {
  it('is in no answer and no log line, whatever is asked and however it fails', async () => {
    const fixtures = [
      createFixture({ hub: hubWith(() => hubJson(200, { items: [] }, { ETag: '"1"' })) }),
      createFixture({ hub: () => hubJson(403, { status: 403, message: 'Missing or invalid credentials.' }) }),
      createFixture({ hub: () => hubJson(500, { status: 500, message: null }) }),
      createFixture({
        hub: ({ headers }) => Promise.reject(new Error(`failed with ${headers.get('Authorization')}`)),
      }),
    ]
    const paths = [
      'api/session',
      'api/echo',
      'api/health',
      'api/progress?server=ada/',
      'api/login',
      'oauth_callback?code=x&state=y',
      'hub/api/user',
      'hub/api/users',
      'hub/api/nothing',
      'users',
      'elsewhere',
    ]
    for (const fixture of fixtures) {
      for (const path of paths) {
        const response = await fixture.ask(path, { Authorization: `token ${hubToken}` })
        const all = JSON.stringify([...response.headers]) + (await response.text())
        expect(all).not.toContain(hubToken)
        expect(all).not.toContain(serviceToken)
      }
      expect(fixture.log.join('\n')).not.toContain(hubToken)
      expect(fixture.log.join('\n')).not.toContain(serviceToken)
    }
  })
})
