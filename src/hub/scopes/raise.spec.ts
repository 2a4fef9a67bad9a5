import { describe, expect, test } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import { expandScopes } from './expand.ts'
import type { Raise } from './raise.ts'

const alice = { kind: 'user', name: 'alice' } as const

function raisesOf(raw: string[], version: string): Raise[] {
  const raises: Raise[] = []
  expandScopes(raw, alice, versionOf(version), { onRaise: (raise) => raises.push(raise) })
  return raises
}

describe('a filter without a value', () => {
  test('cannot be read from 5.0, which no check of a role tells before', () => {
    expect(raisesOf(['proxy!user='], '6.1.1')).toEqual([
      { type: 'ValueError', scope: 'proxy!user=', isCertain: true },
    ])
    expect(raisesOf(['proxy!user='], '4.1.6')).toEqual([])
  })

  test('may go unnoticed beside the same scope without a filter', () => {
    expect(raisesOf(['proxy!group', 'proxy'], '5.5.4')).toMatchObject([{ isCertain: false }])
  })
})

test('a scope that is not defined is an error of the hub, and kept here', () => {
  expect(raisesOf(['start:servers'], '5.5.4')).toEqual([
    { type: 'KeyError', scope: 'start:servers', isCertain: true },
  ])
  expect(expandScopes(['later:scope!user'], alice, versionOf('6.1.1'))).toEqual(['later:scope!user=alice'])
})
