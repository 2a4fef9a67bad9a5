import { expect, test } from 'vitest'
import { groupsOf } from './arrival-groups.ts'

test('an arrived request shows what the checks look at, and what is missing of it', () => {
  const groups = groupsOf({
    host: 'hub.example',
    'x-forwarded-proto': 'https',
    via: '1.1 edge',
    'sec-fetch-site': 'same-origin',
    accept: 'application/json',
  })
  expect(Object.fromEntries(groups.map(({ title, headers }) => [title, headers]))).toEqual({
    'Where it said it came from and went to': [
      ['host', 'hub.example'],
      ['origin', undefined],
      ['referer', undefined],
    ],
    'What proxies added': [
      ['via', '1.1 edge'],
      ['x-forwarded-proto', 'https'],
    ],
    'What the browser says of its request': [['sec-fetch-site', 'same-origin']],
    'Everything else that may be shown': [['accept', 'application/json']],
  })
})

test('groups without headers are left out, but for the one that is checked', () => {
  expect(groupsOf({}).map(({ title }) => title)).toEqual(['Where it said it came from and went to'])
})
