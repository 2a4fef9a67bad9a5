import { expect, test } from 'vitest'
import { parseServerKey, serverKey, serverLabel } from './server-key.ts'

test('a key names user and server, and the default server by nothing', () => {
  expect(serverKey('alice', 'gpu')).toBe('alice/gpu')
  expect(serverKey('alice', '')).toBe('alice/')
})

test('a key is split at its first slash', () => {
  expect(parseServerKey('alice/')).toEqual({ user: 'alice', server: '' })
  expect(parseServerKey('alice@x.org/a/b')).toEqual({ user: 'alice@x.org', server: 'a/b' })
})

test.each(['', 'alice', '/gpu'])('%j is no key', (text) => {
  expect(parseServerKey(text)).toBeUndefined()
})

test('the default server is called default', () => {
  expect(serverLabel('')).toBe('default')
  expect(serverLabel('gpu')).toBe('gpu')
})
