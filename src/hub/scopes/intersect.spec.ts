import { describe, expect, test } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import { intersect } from './intersect.ts'
import type { Raise } from './raise.ts'

const hub6 = versionOf('6.1.1')
const groupsOf = (user: string) => (user === 'ada' ? ['physics'] : [])
const both = (a: string[], b: string[]) => intersect(a, b, hub6, groupsOf).scopes.toSorted()

test('keeps the other side’s filters where one side has none', () => {
  expect(both(['servers', 'proxy'], ['servers!user=ada', 'servers!group=art'])).toEqual([
    'servers!group=art',
    'servers!user=ada',
  ])
})

test('keeps common values of the same kind only', () => {
  expect(both(['servers!user=ada', 'servers!user=bob'], ['servers!user=bob'])).toEqual(['servers!user=bob'])
  expect(both(['servers!user=ada'], ['servers!user=bob'])).toEqual([])
})

test('lets the narrower filter survive, and never makes a group its members', () => {
  expect(both(['servers!server=ada/lab'], ['servers!user=ada'])).toEqual(['servers!server=ada/lab'])
  expect(both(['servers!group=physics'], ['servers!server=ada/lab'])).toEqual(['servers!server=ada/lab'])
  expect(both(['users!group=physics'], ['users!user=ada'])).toEqual(['users!user=ada'])
  expect(both(['users!group=physics'], ['users!user=bob'])).toEqual([])
})

test('a server’s user ends at the first slash', () => {
  expect(both(['servers!server=ada/a/b'], ['servers!user=ada'])).toEqual(['servers!server=ada/a/b'])
})

describe('without knowing who is in which group', () => {
  test('is smaller, and names what it leaves open', () => {
    const a = ['users!group=physics', 'servers!server=ada/lab']
    const b = ['users!user=ada', 'servers!user=ada']
    expect(intersect(a, b, hub6)).toEqual({
      scopes: ['servers!server=ada/lab'],
      doubtful: ['users!user=ada'],
    })
  })
})

describe('hubs before 4.1', () => {
  const raisesOf = (version: string) => {
    const raises: Raise[] = []
    const a = ['servers!server=ada/lab', 'servers!user=ada']
    intersect(a, ['servers!server=ada/gpu'], versionOf(version), groupsOf, (raise) => raises.push(raise))
    return raises.map(({ type }) => type)
  }

  test('fail where a survivor is of a kind that both sides filter by', () => {
    expect(raisesOf('4.0.2')).toEqual(['AttributeError'])
    expect(raisesOf('4.1.0')).toEqual([])
  })
})
