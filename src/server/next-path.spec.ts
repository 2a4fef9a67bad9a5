import { describe, expect, it } from 'vitest'
import { nextPath } from './next-path.ts'

const prefix = '/jupyter/services/hubscope/'

describe('nextPath', () => {
  it.each([
    ['users?state=active&sort=-name#row', `${prefix}users?state=active&sort=-name#row`],
    [`${prefix}spawns`, `${prefix}spawns`],
    ['users/a%2Fb', `${prefix}users/a%2Fb`],
    ['users/ada%40example.org', `${prefix}users/ada%40example.org`],
    ['', prefix],
    [null, prefix],
  ])('leads to the page %s', (next, expected) => {
    expect(nextPath(next, prefix)).toBe(expected)
  })

  it.each([
    'https://evil.test/',
    '//evil.test/',
    '/\\evil.test/',
    '\\\\evil.test',
    'javascript:alert(1)',
    'http://user@service.invalid/jupyter/services/hubscope/',
    '/hub/logout',
    '../../../hub/logout',
    '%2e%2e/%2e%2e/hub/logout',
    'api/logout',
    'hub/api/users',
    'oauth_callback?code=x',
    'http://[',
  ])('goes to the start page instead of %s', (next) => {
    expect(nextPath(next, prefix)).toBe(prefix)
  })

  it.each(['//evil.test', '/.//evil.test', './/evil.test', '/\\/evil.test', '/%2e//evil.test'])(
    'never leads to another host when the prefix is /: %s',
    (next) => {
      expect(nextPath(next, '/')).toBe('/')
    },
  )
})
