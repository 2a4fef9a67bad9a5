import { describe, expect, test } from 'vitest'
import { redactHeaders, redactQuery, redactText } from './redact.ts'

describe('headers', () => {
  test.each([
    ['X-Hubscope-CSRF', 'hush', '[masked]'],
    ['x-auth-token', 'hush', '[masked]'],
    ['Authorization', 'token hush', 'token [masked]'],
    ['Cookie', 'a=hush; _xsrf=2|hush', 'a=[masked]; _xsrf=[masked]'],
    ['Set-Cookie', '_xsrf=hush; Path=/hub/; Secure', '_xsrf=[masked]; Path=/hub/; Secure'],
    ['Referer', 'https://hub.test/cb?code=hush&x=1', 'https://hub.test/cb?code=[masked]&x=1'],
    ['Content-Type', 'application/json', 'application/json'],
    ['ETag', '"da39a3ee5e6b4b0d3255bfef95601890afd80709"', '"da39a3ee5e6b4b0d3255bfef95601890afd80709"'],
  ])('%s: %s', (name, value, redacted) => {
    expect(redactHeaders([[name, value]])).toEqual([[name, redacted]])
  })
})

test.each([
  ['', ''],
  ['state=active&limit=50&offset=0', 'state=active&limit=50&offset=0'],
  ['name_filter=token&x', 'name_filter=token&x'],
  ['_xsrf=hush&code=hush&api_token=hush&x=a%20b', '_xsrf=[masked]&code=[masked]&api_token=[masked]&x=a%20b'],
  [
    'server=ann%40x.org%2Fgpu&server=0123456789abcdef0123456789abcdef',
    'server=ann%40x.org%2Fgpu&server=[masked]',
  ],
])('of the query “%s” stays “%s”', (query, redacted) => {
  expect(redactQuery(query)).toBe(redacted)
})

describe('a body', () => {
  test('without secrets stays the text it was, spaces and all', () => {
    const text = '{ "name": "alice",\n  "next": {"url": "/hub/api/users?offset=50&state=active"} }'
    expect(redactText(text)).toBe(text)
  })

  test.each([
    ['{"token":"hush","id":"a1"}', '{"token":"[masked]","id":"a1"}'],
    [String.raw`{"token":"a\"hush"}`, '{"token":"[masked]"}'],
    ['{"csrf":"hush","identity":{"name":"a"}}', '{"csrf":"[masked]","identity":{"name":"a"}}'],
    ['{"auth_state":{"access":{"x":"hush"}}}', '{"auth_state":"[masked]"}'],
    [
      '[{"refresh_token":["hush"]},{"pin_passwd":4711}]',
      '[{"refresh_token":"[masked]"},{"pin_passwd":"[masked]"}]',
    ],
    ['{"session_id":"hush"}', '{"session_id":"[masked]"}'],
    ['{"url":"https://x/?token=hush&y=1"}', '{"url":"https://x/?token=[masked]&y=1"}'],
    ['{"log":"a\\n> Cookie: a=hush\\nb"}', '{"log":"a\\n> Cookie: a=[masked]\\nb"}'],
    ['"0123456789abcdef0123456789abcdef"', '"[masked]"'],
  ])('%s', (text, redacted) => {
    expect(redactText(text)).toBe(redacted)
    expect(redactText(redacted)).toBe(redacted)
  })

  test.each([
    '{"token":null,"auth_state":null,"password":false,"secret":""}',
    '{"tokens":[{"id":"a1"}],"code":"csrf"}',
  ])('says what is not there: %s', (text) => expect(redactText(text)).toBe(text))

  test('that is no JSON is searched line by line', () => {
    expect(redactText('<html>\n<input name="_xsrf" value="x">\n?_xsrf=hush&a=1')).toBe(
      '<html>\n<input name="_xsrf" value="x">\n?_xsrf=[masked]&a=1',
    )
  })
})
