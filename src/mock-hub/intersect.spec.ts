import { expect, it } from 'vitest'
import { intersectScopes, reduceScopes } from './intersect.ts'

const groupsOf = (user: string) => (user === 'ada' ? ['physics'] : [])
const both = (a: string[], b: string[]) => intersectScopes(a, b, groupsOf).toSorted()

it('keeps the other side’s filters where one side has none', () => {
  expect(both(['servers', 'proxy'], ['servers!user=ada', 'servers!group=art'])).toEqual([
    'servers!group=art',
    'servers!user=ada',
  ])
})

it('keeps common values of the same kind only', () => {
  expect(both(['servers!user=ada', 'servers!user=bob'], ['servers!user=bob'])).toEqual(['servers!user=bob'])
  expect(both(['servers!user=ada'], ['servers!user=bob'])).toEqual([])
})

it('lets the narrower filter survive, and never makes a group its members', () => {
  expect(both(['servers!server=ada/lab'], ['servers!user=ada'])).toEqual(['servers!server=ada/lab'])
  expect(both(['servers!group=physics'], ['servers!server=ada/lab'])).toEqual(['servers!server=ada/lab'])
  expect(both(['users!group=physics'], ['users!user=ada'])).toEqual(['users!user=ada'])
  expect(both(['users!group=physics'], ['users!user=bob'])).toEqual([])
})

it('reduces filtered forms to the unfiltered one, and nothing else', () => {
  expect(reduceScopes(['servers!user=ada', 'servers', 'read:servers!user=ada'])).toEqual([
    'servers',
    'read:servers!user=ada',
  ])
})
