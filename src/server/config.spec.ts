import { describe, expect, it } from 'vitest'
import { ConfigurationError, readConfiguration } from './config.ts'
import { environmentOf, serviceToken } from './testing/fixture.ts'

const problemWith = (change: Record<string, string | undefined>): string => {
  try {
    readConfiguration({ ...environmentOf(), ...change }, '1.2.3')
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  throw new Error('the configuration was accepted')
}

describe('readConfiguration', () => {
  it('reads what a hub at / gives a managed service', () => {
    const { service, login, listen } = readConfiguration(environmentOf(), '1.2.3')
    expect(service).toMatchObject({
      name: 'hubscope',
      version: '1.2.3',
      prefix: '/services/hubscope/',
      hubApiUrl: 'http://hub.internal:8081/hub/api',
      hubUrl: '/hub/',
      delegable: null,
      secret: serviceToken,
      timeouts: { normal: 30_000, slow: 60_000 },
    })
    expect(login).toEqual({
      clientId: 'service-hubscope',
      clientSecret: serviceToken,
      callbackUrl: '/services/hubscope/oauth_callback',
    })
    expect(listen).toEqual({ host: '127.0.0.1', port: 10101 })
  })

  it('knows the hub’s public address under a base url and in subdomain mode', () => {
    const at = (change: Record<string, string>) =>
      readConfiguration({ ...environmentOf(), ...change }, '1').service.hubUrl
    expect(at({ JUPYTERHUB_BASE_URL: '/jupyter/' })).toBe('/jupyter/hub/')
    expect(at({ JUPYTERHUB_HOST: 'https://hub.test:8000' })).toBe('https://hub.test:8000/hub/')
  })

  it('works out what older hubs and external services leave unset', () => {
    const { login } = readConfiguration(
      { ...environmentOf(), JUPYTERHUB_CLIENT_ID: '', JUPYTERHUB_OAUTH_CALLBACK_URL: undefined },
      '1',
    )
    expect(login.clientId).toBe('service-hubscope')
    expect(login.callbackUrl).toBe('/services/hubscope/oauth_callback')
  })

  it('listens on an IPv6 address without its brackets, and on the scheme’s port when none is given', () => {
    const at = (url: string) =>
      readConfiguration({ ...environmentOf(), JUPYTERHUB_SERVICE_URL: url }, '1').listen
    expect(at('http://[::1]:9000')).toEqual({ host: '::1', port: 9000 })
    expect(at('http://127.0.0.1')).toEqual({ host: '127.0.0.1', port: 80 })
  })

  it('takes the delegable scopes from our own variable, never from the hub’s, which is always empty', () => {
    const { service } = readConfiguration(
      {
        ...environmentOf(),
        JUPYTERHUB_OAUTH_CLIENT_ALLOWED_SCOPES: '[]',
        HUBSCOPE_ALLOWED_SCOPES: '["list:users","proxy"]',
      },
      '1',
    )
    expect(service.delegable).toEqual(['list:users', 'proxy'])
  })

  it('names every missing variable in one line', () => {
    const problem = problemWith({ JUPYTERHUB_API_URL: undefined, JUPYTERHUB_API_TOKEN: '' })
    expect(problem).toContain('JUPYTERHUB_API_TOKEN, JUPYTERHUB_API_URL are missing')
    expect(problem).not.toContain('\n')
  })

  it.each([
    ['JUPYTERHUB_API_URL', 'ftp://hub', 'must be an http or https URL'],
    ['JUPYTERHUB_SERVICE_PREFIX', 'services/hubscope', 'must be a path that starts with a slash'],
    ['JUPYTERHUB_HOST', 'hub.test', 'must be an http or https URL'],
    ['HUBSCOPE_COOKIE_SECRET', 'too short', 'must be at least 32 bytes long'],
    ['HUBSCOPE_ALLOWED_SCOPES', 'list:users', 'must be a JSON array of scope names'],
    ['HUBSCOPE_ALLOWED_SCOPES', '[1]', 'must be a JSON array of scope names'],
    ['HUBSCOPE_HUB_TIMEOUT', '0', 'must be a whole number of seconds, 1 to 9999'],
  ])('says what is wrong with %s=%s, without its value', (name, value, problem) => {
    const message = problemWith({ [name]: value })
    expect(message).toBe(`${name} ${problem}`)
    expect(message).not.toContain(serviceToken)
  })
})
