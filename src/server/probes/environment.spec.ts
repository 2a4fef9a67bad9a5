import { expect, it } from 'vitest'
import { proxyEnvironment } from './environment.ts'

it.each([
  [{}, { proxy: false, covered: false }],
  [{ HTTP_PROXY: 'http://p:3128' }, { proxy: true, covered: false }],
  [
    { http_proxy: 'http://p:3128', no_proxy: 'localhost, hub' },
    { proxy: true, covered: true },
  ],
  [
    { HTTP_PROXY: 'x', NO_PROXY: '.svc.local' },
    { proxy: true, covered: false },
  ],
  [
    { HTTP_PROXY: 'x', NO_PROXY: '*' },
    { proxy: true, covered: true },
  ],
  [{ HTTPS_PROXY: 'x' }, { proxy: false, covered: false }],
  [{ http_proxy: '' }, { proxy: false, covered: false }],
])('reads of the environment %o whether calls to the hub take a detour', (environment, expected) => {
  const runtime = { version: 'v20.20.2', execArgv: [] }
  expect(proxyEnvironment(environment, 'http://hub:8081/hub/api', runtime)).toEqual({
    ...expected,
    heeded: false,
    hub: 'hub',
  })
  const named = { HTTP_PROXY: 'x', NO_PROXY: '.svc.local' }
  const above = proxyEnvironment(named, 'http://hub.svc.local:8081/', runtime)
  expect(above.covered).toBe(true)
})

it.each([
  ['v24.1.0', { NODE_USE_ENV_PROXY: '1' }, [], true],
  ['v22.21.0', {}, ['--use-env-proxy'], true],
  ['v24.5.0', { NODE_OPTIONS: '--enable-source-maps --use-env-proxy' }, [], true],
  ['v24.5.0', {}, [], false],
  ['v24.5.0', { HTTP_PROXY: '', ALL_PROXY: 'http://p:3128', NODE_USE_ENV_PROXY: '1' }, [], false],
  ['v22.20.0', { NODE_USE_ENV_PROXY: '1' }, [], false],
  ['v20.20.2', { NODE_USE_ENV_PROXY: '1' }, ['--use-env-proxy'], false],
])(
  'knows of Node %s with %o and %j whether it heeds HTTP_PROXY',
  (version, environment, execArgv, heeded) => {
    const all = { HTTP_PROXY: 'http://p:3128', ...environment }
    expect(proxyEnvironment(all, 'http://hub:8081/', { version, execArgv }).heeded).toBe(heeded)
  },
)

it('knows that Node goes by HTTP_PROXY to a hub on https, too, and other programs do not', () => {
  const reads = (environment: Record<string, string>) =>
    proxyEnvironment(environment, 'https://hub:8443/', { version: 'v24.5.0', execArgv: [] })
  expect(reads({ HTTP_PROXY: 'x' })).toMatchObject({ proxy: false, heeded: false })
  expect(reads({ HTTP_PROXY: 'x', NODE_USE_ENV_PROXY: '1' })).toMatchObject({ proxy: true, heeded: true })
})
