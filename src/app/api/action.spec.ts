import { afterEach, expect, test, vi } from 'vitest'
import { serverKey } from '#hub/server-key.ts'
import {
  beginServerAction,
  currentAction,
  endServerAction,
  newAction,
  serverAction,
  startActions,
  within,
} from './action.ts'

const gpu = serverKey('alice', 'gpu')
const bob = serverKey('bob', '')

afterEach(() => {
  for (const key of [gpu, bob]) {
    for (let action = serverAction(key); action; action = serverAction(key)) endServerAction(key, action)
  }
})

test('actions of one moment have ids of their own, which grow', () => {
  vi.useFakeTimers({ now: 1_000 })
  const first = newAction('Stop alice')
  const second = newAction('Stop bob')
  vi.useRealTimers()
  expect(second.id).toBeGreaterThan(first.id)
})

test('an action is around what runs within it, also when that fails, and gone afterwards', () => {
  const outer = newAction('outer')
  const inner = newAction('inner')
  const seen = within(outer, () => {
    expect(() =>
      within(inner, () => {
        expect(currentAction()).toBe(inner)
        throw new Error('stop')
      }),
    ).toThrow('stop')
    return currentAction()
  })
  expect(seen).toBe(outer)
  expect(currentAction()).toBeUndefined()
})

test('the newest action on a server wins until it ends', () => {
  const start = beginServerAction(gpu, 'start', 'Start alice/gpu')
  const cancel = beginServerAction(gpu, 'stop', 'Cancel the start of alice/gpu')
  expect(serverAction(gpu)).toBe(cancel)
  expect(startActions(gpu)).toEqual([start])
  endServerAction(gpu, cancel)
  expect(serverAction(gpu)).toBe(start)
  endServerAction(gpu, start)
  expect(serverAction(gpu)).toBeUndefined()
})

test('of several servers the newest action on any of them counts', () => {
  beginServerAction(gpu, 'start', 'Start alice/gpu')
  const later = beginServerAction(bob, 'start', 'Start bob')
  expect(serverAction(bob, gpu)).toBe(later)
  expect(serverAction()).toBeUndefined()
})
