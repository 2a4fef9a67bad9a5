import { describe, expect, test } from 'vitest'
import type { Exchange } from '../record/exchange-store.ts'
import { durationOfGroup, type Group, outcomeOfGroup, type Row, rowsByAction, rowsInOrder } from './rows.ts'
import { exchangeWith } from '../testing/exchange-with.ts'

const stop = { id: 7, label: 'Stop alice/gpu' }
const list = [
  exchangeWith({ id: 1 }),
  exchangeWith({ id: 2, action: stop, method: 'DELETE', askedAt: 1_000, doneAt: 1_100 }),
  exchangeWith({ id: 3 }),
  exchangeWith({ id: 4, action: { ...stop, outcome: 'stopped' }, askedAt: 1_200, doneAt: 1_300 }),
]
const keys = (rows: readonly Row[]) => rows.map(({ key }) => key)

test('in order, every exchange has its own row and no heading', () => {
  expect(keys(rowsInOrder(list))).toEqual(['exchange-1', 'exchange-2', 'exchange-3', 'exchange-4'])
})

test('the exchanges of one deed stand together under its heading, where the first one was', () => {
  const rows = rowsByAction(list, new Set())
  expect(keys(rows)).toEqual(['exchange-1', 'action-7', 'exchange-2', 'exchange-4', 'exchange-3'])
  expect(rows[1]).toMatchObject({ group: { action: { label: 'Stop alice/gpu', outcome: 'stopped' } } })
})

test('a read that comes after the end does not hide how it ended', () => {
  const [, heading] = rowsByAction([...list, exchangeWith({ id: 5, action: stop })], new Set())
  expect(heading).toMatchObject({ group: { action: { outcome: 'stopped' } } })
})

test('of a closed one only the heading is left', () => {
  expect(keys(rowsByAction(list, new Set([7])))).toEqual(['exchange-1', 'action-7', 'exchange-3'])
})

test('a filter takes rows away, and leaves the deed as it was', () => {
  const [heading] = rowsByAction(list.slice(3), new Set(), list)
  expect(heading).toMatchObject({ group: { shown: 1, exchanges: [{ id: 2 }, { id: 4 }] } })
})

describe('a deed', () => {
  const error = { tag: 'unreachable', operation: '', message: '', timedOut: false } as const
  const denied: Exchange['error'] = {
    tag: 'refused',
    operation: '',
    message: '',
    status: 403,
    answeredBy: 'hub',
    requiredScopes: undefined,
    retryAfter: undefined,
  }
  const write = (change: Partial<Exchange>) => exchangeWith({ method: 'POST', ...change })
  const group = (outcome: string | undefined, ...exchanges: Exchange[]): Group => ({
    action: { ...stop, outcome },
    shown: exchanges.length,
    exchanges,
  })

  test.each([
    ['ended as the model says', group('stopped', write({})), 'stopped', 'good'],
    ['went wrong as the model says', group('failed', write({})), 'failed', 'bad'],
    [
      'was refused, whatever is read afterwards',
      group('stopped', write({ error: denied })),
      'refused',
      'bad',
    ],
    ['got no answer', group(undefined, write({ error })), 'failed', 'bad'],
    ['got no answer, and happened all the same', group('stopped', write({ error })), 'stopped', 'good'],
    ['is under way', group(undefined, write({}), exchangeWith({ doneAt: undefined })), 'under way', 'open'],
    ['was only taken on', group(undefined, write({ status: 202 })), 'taken on by the hub', 'open'],
    ['is done', group(undefined, write({}), exchangeWith({ error })), 'done', 'good'],
  ])('%s', (_, of, text, tone) => {
    expect(outcomeOfGroup(of)).toEqual({ text, tone })
  })

  test('takes from its first asking to its last answer', () => {
    const [first = exchangeWith(), second = exchangeWith()] = list.filter(({ action }) => action)
    expect(durationOfGroup(group(undefined, first, second))).toBe(300)
    expect(durationOfGroup(group(undefined, exchangeWith({ doneAt: undefined })))).toBeUndefined()
  })
})
