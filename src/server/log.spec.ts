import { describe, expect, it } from 'vitest'
import { createLog, reasonOf, redact } from './log.ts'

describe('redact', () => {
  it.each([
    ['GET /oauth_callback?code=abc123&state=xy-z HTTP', ['abc123', 'xy-z']],
    ['GET /hub/api/user?token=short&x=1', ['short']],
    ['?_xsrf=2|aa|bb', ['2|aa|bb']],
    ['Authorization: token 0123456789abcdef', ['0123456789abcdef']],
    ['authorization: Bearer aaaaaaaaaaaaaaaa', ['aaaaaaaaaaaaaaaa']],
    ['Cookie: a=1; hubscope-session=xyz', ['a=1', 'xyz']],
    ['set-cookie: hubscope-session=xyz; Path=/', ['xyz']],
    ['value eyJhbGciOiJkaXIifQ..iv.text.tag here', ['eyJ', 'iv.text']],
    ['the token k3TfQ9vXw1LmZ8rB5nC7dJ2sH4gPyA was refused', ['k3TfQ9']],
    ['a token of letters alone: abcdefghijklmnopqrstuvwxyzabcd', ['abcdefghij']],
    ['state Vq8-1xkTn_4yQb7cRz2LwE9uJd0sGhM3pKf6aYiX5oW', ['Vq8', 'oW']],
  ])('takes the secret out of “%s”', (text, secrets) => {
    const clean = redact(text)
    for (const secret of secrets) expect(clean).not.toContain(secret)
  })

  it('takes out known secrets of any form', () => {
    expect(redact('it is swordfish!', ['swordfish'])).toBe('it is [secret]!')
  })

  it('leaves ordinary lines alone', () => {
    const line =
      'GET /services/hubscope/hub/api/users/grace.hopper%40example.org failed: connect ECONNREFUSED 127.0.0.1:8081'
    expect(redact(line)).toBe(line)
  })
})

describe('createLog', () => {
  it('writes one redacted line per call, whatever the message holds', () => {
    const lines: string[] = []
    createLog((line) => lines.push(line), ['hush'])('warning', 'first\n  second hush')
    expect(lines).toEqual(['hubscope: warning: first second [secret]'])
  })
})

describe('reasonOf', () => {
  it('names the system’s code, which fetch hides in the cause', () => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    expect(reasonOf(new TypeError('fetch failed', { cause }))).toBe('fetch failed (ECONNREFUSED)')
  })
})
