import { expect, test } from 'vitest'
import { makeRoom } from './make-room.ts'
import { exchangeWith } from '../testing/exchange-with.ts'

const body = (characters: number) => ({
  text: 'x'.repeat(characters),
  bytes: characters,
  cut: false,
  type: undefined,
})
const rows = (count: number) => Array.from({ length: count }, (_, id) => exchangeWith({ id }))
const ids = (list: readonly { id: number }[]) => list.map(({ id }) => id)

test('what fits stays the same list', () => {
  const list = rows(500)
  expect(makeRoom(list)).toBe(list)
})

test('the oldest go beyond five hundred, but no pinned one', () => {
  const list = rows(503).map((row) => (row.id === 1 ? { ...row, pinned: true } : row))
  const kept = ids(makeRoom(list))
  expect(kept).toHaveLength(500)
  expect(kept.slice(0, 2)).toEqual([1, 4])
})

test('pinned ones go at last, when there are too many of them', () => {
  const list = rows(502).map((row) => ({ ...row, pinned: true }))
  expect(ids(makeRoom(list))[0]).toBe(2)
})

test('the bodies and frames of the oldest go beyond four million characters, pinned ones last', () => {
  const million = 1024 * 1024
  const list = [
    exchangeWith({ id: 1, responseBody: body(million), pinned: true }),
    exchangeWith({ id: 2, requestBody: body(million / 2), streamFrames: [{ at: 1, text: 'x'.repeat(10) }] }),
    exchangeWith({ id: 3, responseBody: body(million) }),
    exchangeWith({ id: 4, responseBody: body(2 * million) }),
  ]
  const [pinned, oldest, ...newer] = makeRoom(list)
  expect(pinned).toBe(list[0])
  expect(oldest).toMatchObject({
    id: 2,
    requestBody: { text: '', bytes: million / 2, cut: true },
    streamFrames: [],
  })
  expect(newer.every((row, at) => row === list[at + 2])).toBe(true)
})

test('also of pinned ones, when they alone are too much', () => {
  const [older, newer] = makeRoom(
    [1, 2].map((id) => exchangeWith({ id, responseBody: body(3 * 1024 * 1024), pinned: true })),
  )
  expect(older).toMatchObject({ id: 1, responseBody: { text: '', cut: true } })
  expect(newer?.responseBody?.cut).toBe(false)
})
