import { describe, expect, test } from 'vitest'
import { paramOf, selectedIn, withInspect } from './inspect-param.ts'

test('the value tells closed, open, and open on an exchange apart', () => {
  expect(paramOf({ open: false, selected: undefined })).toBeNull()
  expect(paramOf({ open: true, selected: undefined, arrival: 'dock' })).toBe('')
  expect(paramOf({ open: true, selected: 17, arrival: 'dock' })).toBe('17')
})

test.each([
  ['17', 17],
  ['', undefined],
  ['seventeen', undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['99999999999999999999', undefined],
])('%j names %j', (value, id) => {
  expect(selectedIn(value)).toBe(id)
})

describe('the query of an address', () => {
  test.each([
    ['?user=a%2Fb&page=2', '17', '?user=a%2Fb&page=2&inspect=17'],
    ['?inspect=3&page=2', '17', '?inspect=17&page=2'],
    ['?inspect=3&page=2', null, '?page=2'],
    ['?inspect=3', null, ''],
    ['', '', '?inspect='],
  ])('%j with %j', (search, value, expected) => {
    expect(withInspect(search, value)).toBe(expected)
  })
})
