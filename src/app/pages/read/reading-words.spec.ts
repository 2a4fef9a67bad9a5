import { expect, test } from 'vitest'
import { howFast, howMany, whatWasRead } from './reading-words.ts'

test('says what was read, the most first and the unknown last', () => {
  expect(
    whatWasRead({
      lines: 1204,
      sources: new Map([
        ['other', 900],
        ['hub', 100],
        ['nginx', 204],
      ]),
    }),
  ).toBe('1,204 lines: 204 of nginx, 100 of the hub, 900 of no form known here')
  expect(whatWasRead({ lines: 1, sources: new Map() })).toBe('1 line')
})

test('counts findings', () => {
  expect([0, 1, 3].map(howMany)).toEqual(['No known problem', '1 finding', '3 findings'])
})

test('says how much and how long', () => {
  expect(howFast(12, 90)).toBe('1 kB in 0.1 s')
  expect(howFast(20_130_000, 3_210)).toBe('20.1 MB in 3.2 s')
})
