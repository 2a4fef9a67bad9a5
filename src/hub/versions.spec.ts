import { expect, test } from 'vitest'
import { versionOf } from './testing/version-of.ts'
import { compareVersions, isSince, parseVersion } from './versions.ts'

test.each([
  ['6.1.1', 6, 1, 1],
  ['6.0.0b2', 6, 0, 0],
  ['5.5.4.dev', 5, 5, 4],
  [' 4.1 ', 4, 1, 0],
  ['3', 3, 0, 0],
])('reads %s', (text, major, minor, patch) => {
  expect(versionOf(text)).toMatchObject({ major, minor, patch, text: text.trim() })
})

test.each(['', 'unknown', 'v6.1.1'])('does not read %j', (text) => {
  expect(parseVersion(text)).toBeUndefined()
})

test('orders versions by number, not by text', () => {
  const texts = ['5.10.0', '6.0.0', '5.9.3', '3.1.1', '5.9.12']
  expect(
    texts
      .map(versionOf)
      .sort(compareVersions)
      .map(({ text }) => text),
  ).toEqual(['3.1.1', '5.9.3', '5.9.12', '5.10.0', '6.0.0'])
})

test('knows whether a hub is at least of a version', () => {
  expect(isSince(versionOf('6.0.0'), '6.0')).toBe(true)
  expect(isSince(versionOf('5.5.4'), '6.0')).toBe(false)
  expect(isSince(versionOf('4.1.6'), '4.0')).toBe(true)
})
