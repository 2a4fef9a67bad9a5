import { describe, expect, test } from 'vitest'
import { keepAuthorization, schemeAndHost } from '#diagnosis/recipes/headers.ts'
import { allowMethods, keepErrors, reachProxy } from '#diagnosis/recipes/answers.ts'
import { keepPath, passEvents } from '#diagnosis/recipes/transport.ts'
import { proxyKinds, usualSite } from '#diagnosis/recipes/proxy.ts'
import { edgeNames, type EdgeName } from '../edges/edge.ts'
import { applyRecipe } from './apply.ts'
import { isApplicable, matches } from './line.ts'

const site = { port: 8443, plainPort: 8080, upstreamPort: 9000, certificates: '/tls' }

/** One file of a proxy with printed lines in it. */
function written(name: EdgeName, text: string, lines: readonly string[], file = 'one'): string {
  const marked = [`# what serves localhost:${site.port}`, ...lines]
  return applyRecipe({ name }, { [file]: text }, { lines: marked, site })[file] ?? ''
}

describe('printed lines in a configuration', () => {
  test('take the place of those of the same name, in the block of the site alone', () => {
    const server = (port: number, scheme: string) =>
      `server {\nlisten ${port};\nlocation / {\nproxy_pass http://127.0.0.1:9000;\nproxy_set_header X-Scheme ${scheme};\n}\n}\n`
    const text = server(8080, 'http') + server(8443, 'http')
    const after = written('nginx', text, ['proxy_set_header X-Scheme https;'])
    expect(after).toBe(server(8080, 'http') + server(8443, 'https'))
  })

  test('reach the proxy behind it where they say so', () => {
    const text = `server { listen 8443; location / { proxy_pass http://127.0.0.1:8080; } }
      server { listen 8080; location / { proxy_pass http://127.0.0.1:9000; proxy_set_header X-Scheme $scheme; } }`
    const after = written('nginx', text, schemeAndHost('https').nginx)
    expect(after.match(/X-Scheme https/g)).toHaveLength(2)
    expect(after).not.toContain('X-Scheme $scheme')
  })

  test('leave a block what it holds when they are printed without one', () => {
    const text = 'hub.example.org {\nreverse_proxy 127.0.0.1:9 {\nheader_up X-Scheme {scheme}\n}\n}\n'
    expect(written('caddy', text, reachProxy(usualSite).caddy)).toBe(
      text.replace('127.0.0.1:9 ', '127.0.0.1:9000 '),
    )
  })

  test('name the address of this site', () => {
    const text =
      '<VirtualHost *:8443>\nProxyPass / http://127.0.0.1:9000/ upgrade=websocket\n</VirtualHost>\n'
    expect(written('apache', text, passEvents(usualSite).apache)).toContain(
      'ProxyPass / http://127.0.0.1:9000/ nocanon upgrade=websocket flushpackets=on',
    )
  })

  test('take out what they name, with its block', () => {
    const text =
      'server { listen 8443; location / { limit_except GET POST { deny all; } proxy_pass http://127.0.0.1:9000; } }'
    const after = written('nginx', text, allowMethods(usualSite).nginx)
    expect(after).not.toMatch(/limit_except|deny/)
    expect(after).toContain('proxy_pass')
  })

  test('take a middleware out of its router, too', () => {
    const text =
      'http:\n  routers:\n    jupyterhub:\n      middlewares: [extra, scheme]\n  middlewares:\n    extra:\n      errors: { status: ["404"] }\n    scheme:\n      headers: { customRequestHeaders: { X-Scheme: https } }\n'
    const after = written('traefik', text, keepErrors.traefik, 'jupyterhub.yml')
    expect(after).not.toMatch(/extra|errors/)
    expect(after).toContain('scheme')
  })

  test('take a header out of a list, and leave the others', () => {
    const text = 'virtual_hosts:\n  - request_headers_to_remove: [authorization, x-other]\n'
    const after = written('envoy', text, keepAuthorization.envoy)
    expect(after).not.toContain('authorization')
    expect(after).toContain('x-other')
  })

  test('are refused when nothing answers for the site that they name', () => {
    expect(() => written('nginx', 'server { listen 1; }', ['proxy_buffering off;'])).toThrow(/Nothing serves/)
  })

  test('are not taken for some where they only advise', () => {
    expect(isApplicable(['# remove filters that collect answers from the hub’s route'])).toBe(false)
    for (const kind of edgeNames) expect(isApplicable(keepPath(usualSite)[kind])).toBe(true)
    expect(proxyKinds).toEqual(expect.arrayContaining([...edgeNames]))
  })
})

test.each([
  ['header_up -Sec-Fetch-…', 'header_up -Sec-Fetch-*', true],
  ['limit_except …', 'limit_except GET', true],
  ['http-request del-header Origin', 'http-request del-header Origin', true],
  ['http-request del-header Origin', 'http-request del-header Origin-Trial', false],
  ['Header … Set-Cookie …', 'Header unset Set-Cookie', true],
  ['Header … Set-Cookie …', 'RequestHeader unset Set-Cookie', false],
])('“%s” means “%s”: %s', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected)
})
