import { expect, test, vi } from 'vitest'
import { readShownAs, ShownAsStore, writeShownAs } from './shown-as.ts'

test.each([
  [[]],
  [['proxy']],
  [['list:users!group=bio 303, spring', 'read:users!user=100%', 'servers!server=山田/x']],
])('%j comes back from the address', (scopes) => {
  const address = new URLSearchParams({ as: writeShownAs(scopes) }).toString()
  expect(readShownAs(new URLSearchParams(address).get('as') ?? '')).toEqual(scopes)
})

test('an address that nobody wrote by this page is read all the same', () => {
  expect(readShownAs(' proxy  100%')).toEqual(['proxy', '100%'])
})

test('who listens hears of a beginning and an end, and not of the same again', () => {
  const store = new ShownAsStore()
  const listener = vi.fn()
  store.subscribe(listener)
  store.begin(['proxy'])
  store.begin(['proxy'])
  expect(listener).toHaveBeenCalledTimes(1)
  store.end()
  store.end()
  expect(listener).toHaveBeenCalledTimes(2)
  expect(store.snapshot()).toBeUndefined()
})
