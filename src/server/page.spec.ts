import { describe, expect, it } from 'vitest'
import type { Asset, Assets } from './assets.ts'
import { createFixture } from './testing/fixture.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const asset = (text: string, type: string, compressed: Asset['compressed'] = []): Asset => ({
  type,
  tag: 'v1',
  compressed,
  read: (encoding) => Promise.resolve(bytesOf(encoding === 'identity' ? text : `${encoding} of ${text}`)),
})

const files: Record<string, Asset> = {
  'index.html': asset('<head><!--base--></head>', 'text/html; charset=utf-8', ['br', 'gzip']),
  'assets/index-1a2b.js': asset('script', 'text/javascript; charset=utf-8', ['br', 'gzip']),
  'favicon.svg': asset('<svg/>', 'image/svg+xml'),
}
const assets: Assets = { find: (path) => (Object.hasOwn(files, path) ? files[path] : undefined) }
const navigation = { 'Sec-Fetch-Mode': 'navigate', Accept: 'text/html,*/*' }
const fixture = (prefix?: string) => createFixture({ assets, ...(prefix ? { prefix } : {}) })

describe('a page', () => {
  it.each(['/', '/services/hubscope/', '/jupyter/services/hubscope/'])(
    'knows its prefix %s',
    async (prefix) => {
      const response = await fixture(prefix).ask('users/ada%40example.org?tab=servers', navigation)
      expect(response.status).toBe(200)
      expect(await response.text()).toBe(`<head><base href="${prefix}" /></head>`)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    },
  )

  it('escapes a prefix that is not plain', async () => {
    const encoded = await fixture("/a&'b/").ask('', navigation)
    expect(await encoded.text()).toContain('<base href="/a&#38;&#39;b/" />')
  })

  it('sends a navigation without a session to the hub, and back to the same view', async () => {
    const { get, cookie } = fixture()
    for (const headers of [
      navigation,
      { Accept: 'text/html' },
      { ...navigation, Cookie: 'hubscope-session=old' },
    ]) {
      const response = await get('users/a%2Fb?state=active&q=%26', headers)
      expect(response.status).toBe(302)
      expect(response.headers.get('Location')).toMatch(/^\/hub\/api\/oauth2\/authorize\?/)
    }
    expect((await get('users', { ...navigation, Cookie: await cookie() })).status).toBe(200)
  })

  it.each([
    { 'Sec-Fetch-Mode': 'cors', Accept: 'text/html' },
    { 'Sec-Fetch-Mode': 'no-cors' },
    { Accept: 'application/json' },
    {},
  ])('answers 401 to what is no navigation: %o', async (headers) => {
    const response = await fixture().get('users', headers)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'no-session' })
  })

  it('says what is missing when it is not built, without a 5xx that would end a starting hub', async () => {
    const response = await createFixture().get('', navigation)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('npm run build')
  })

  it('cannot be written', async () => {
    const response = await fixture().write('POST', 'users')
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET, HEAD')
  })
})

describe('a file', () => {
  it.each([
    ['br;q=1.0, gzip', 'br', '"v1-br"'],
    ['gzip, deflate, br', 'br', '"v1-br"'],
    ['gzip, deflate', 'gzip', '"v1-gzip"'],
    ['br;q=0, gzip', 'gzip', '"v1-gzip"'],
    ['identity', null, '"v1"'],
    ['', null, '"v1"'],
  ])('comes as the browser likes it: Accept-Encoding “%s”', async (accepted, encoding, etag) => {
    const response = await fixture().get(
      'assets/index-1a2b.js',
      accepted ? { 'Accept-Encoding': accepted } : {},
    )
    expect(response.headers.get('Content-Encoding')).toBe(encoding)
    expect(response.headers.get('ETag')).toBe(etag)
    expect(response.headers.get('Vary')).toBe('Accept-Encoding')
    const text = encoding ? `${encoding} of script` : 'script'
    expect(await response.text()).toBe(text)
    expect(response.headers.get('Content-Length')).toBe(String(text.length))
  })

  it('is kept for good under its hashed name, and asked about again under another', async () => {
    const { get } = fixture()
    const hashed = await get('assets/index-1a2b.js')
    expect(hashed.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    const plain = await get('favicon.svg')
    expect(plain.headers.get('Cache-Control')).toBe('no-cache')
    const again = await get('favicon.svg', { 'If-None-Match': 'W/"v0", W/"v1"' })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  it('needs no login, and answers HEAD', async () => {
    const { service } = fixture()
    const url = 'http://127.0.0.1/services/hubscope/assets/index-1a2b.js'
    const response = await service(new Request(url, { method: 'HEAD' }))
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Length')).toBe('6')
    expect(await response.text()).toBe('')
  })

  it.each(['assets/gone-0000.js', 'assets/', 'assets/..%2f..%2fserver%2fhubscope.js', 'assets/__proto__'])(
    'that is not there is 404, not the page: %s',
    async (path) => {
      const response = await fixture().ask(path, navigation)
      expect(response.status).toBe(404)
      expect(response.headers.get('Content-Type')).toContain('text/plain')
    },
  )

  it.each(['%2e%2e/%2e%2e/etc/passwd', '..%2f..%2fetc%2fpasswd', '....//etc/passwd', 'favicon.svg%00.js'])(
    'outside the folder cannot be asked for: %s',
    async (path) => {
      const text = await (await fixture().ask(path, navigation)).text()
      expect(text).not.toContain('root:')
      expect(text === 'Hubscope is at' || text.includes('<base') || text.includes('unknown-operation')).toBe(
        true,
      )
    },
  )
})
