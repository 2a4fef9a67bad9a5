import { describe, expect, test } from 'vitest'
import { maskHeader, maskSecrets } from './mask.ts'

describe('what would let a reader act as somebody else is taken out', () => {
  test.each([
    ['> Authorization: token 5d41402abc', '> Authorization: token [masked]'],
    ['> authorization: Bearer abc.def.ghi', '> authorization: Bearer [masked]'],
    ['-H "Authorization: token: abc" https://hub', '-H "Authorization: token: [masked]" https://hub'],
    ['"Authorization": "Basic dXNlcjpwdw==",', '"Authorization": "Basic [masked]",'],
    [
      '> Cookie: jupyterhub-session-id=abc; _xsrf=2|12ab|cd',
      '> Cookie: jupyterhub-session-id=[masked]; _xsrf=[masked]',
    ],
    ['< Set-Cookie: _xsrf=MnwxOjB8; Path=/hub/; Secure', '< Set-Cookie: _xsrf=[masked]; Path=/hub/; Secure'],
    ['too long header line: "Cookie: a=1; b=2', 'too long header line: "Cookie: a=[masked]; b=[masked]'],
    [
      'GET /hub/x?_xsrf=a&state=b&code=c (10.0.0.1)',
      'GET /hub/x?_xsrf=[masked]&state=[masked]&code=[masked] (10.0.0.1)',
    ],
    ['/user/x/lab?token=abc', '/user/x/lab?token=[masked]'],
    ['{"token": "abc", "id": "a3"}', '{"token": "[masked]", "id": "a3"}'],
    ['JUPYTERHUB_API_TOKEN=abc', 'JUPYTERHUB_API_TOKEN=[masked]'],
    ['c.ConfigurableHTTPProxy.auth_token = "abc"', 'c.ConfigurableHTTPProxy.auth_token = "[masked]"'],
    ['http://user:pw@proxy:3128', 'http://user:[masked]@proxy:3128'],
    ['curl -u admin:pw https://hub', 'curl -u admin:[masked] https://hub'],
    ['username=alice&password=pw', 'username=alice&password=[masked]'],
    ['> X-XSRFToken: abc', '> X-XSRFToken: [masked]'],
    ["state 'eyJ1dWlkIjogImFiYyJ9' != cookie", "state '[masked]' != cookie"],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', '[masked]'],
    ["cookie for b'468bdf99f4e840a6a6a0fa8e74710711:0f'", "cookie for b'[masked]:0f'"],
  ])('%s', (line, masked) => {
    expect(maskSecrets(line)).toBe(masked)
    expect(maskSecrets(masked)).toBe(masked)
  })
})

describe('of a header whose name is known', () => {
  test.each([
    ['Cookie', 'a="b; c=["d"]; e; _xsrf=2|f', 'a=[masked]; c=[masked];[masked]; _xsrf=[masked]'],
    ['cookie', '_xsrf=[masked]', '_xsrf=[masked]'],
    [
      'Set-Cookie',
      'a="b c"; Path=/hub/; Secure\nd=e; HttpOnly',
      'a=[masked]; Path=/hub/; Secure\nd=[masked]; HttpOnly',
    ],
    ['Authorization', 'token abc', 'token [masked]'],
    ['Content-Type', 'application/json', 'application/json'],
  ])('%s: %s', (name, value, masked) => {
    expect(maskHeader(name, value)).toBe(masked)
  })
})

describe('what proves something stays', () => {
  test.each([
    "403 GET /hub/api/users (10.0.0.1): '_xsrf' argument missing from GET",
    'XSRF cookie does not match POST argument',
    'not derived from scopes [read:tokens!user=a, tokens]',
    '200 GET /hub/api/users?limit=50&offset=100 (alice@10.0.0.1) 3.20ms',
    'exit code=1 state=active',
    'GET /hub/api/users?state=active&limit=50',
    'oauth state argument != cookie jupyterhub-user-a-oauth-state=None',
    'requires any of [admin:auth_state, tokens]',
    '{"Authorization": "token [secret]", "Cookie": "_xsrf=[secret]"}',
  ])('%s', (line) => {
    expect(maskSecrets(line)).toBe(line)
  })
})

test('the length of a long cookie is kept, since it proves something', () => {
  const line = `> cookie: short=abc; crumbs=${'x'.repeat(20_000)}`
  expect(maskSecrets(line)).toBe('> cookie: short=[masked]; crumbs=[masked: 20000 characters]')
})
