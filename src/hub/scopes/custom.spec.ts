import { describe, expect, test } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import { type CustomDefinition, customProblem } from './custom.ts'
import { expandScopes } from './expand.ts'
import type { Raise } from './raise.ts'

const hub6 = versionOf('6.1.1')

const good = {
  'custom:lab': { description: 'a lab', subscopes: ['custom:lab:read'] },
  'custom:lab:read': { description: 'reads of a lab' },
}

const problemOf = (definitions: Record<string, CustomDefinition>) =>
  customProblem(new Map(Object.entries(definitions)), hub6)

describe('custom scopes', () => {
  test.each<[string, Record<string, CustomDefinition>]>([
    ['name', { 'custom:ab': { description: '' } }],
    ['name', { 'lab:read': { description: '' } }],
    ['name', { 'custom:lab-': { description: '' } }],
    ['redefines', { users: { description: '' } }],
    ['no-description', { 'custom:lab': {} }],
    ['no-list', { 'custom:lab': { description: '', subscopes: 'custom:lab:read' } }],
    ['not-custom', { 'custom:lab': { description: '', subscopes: ['users'] } }],
    ['not-found', { 'custom:lab': { description: '', subscopes: ['custom:gone'] } }],
  ])('have a problem: %s', (problem, definitions) => {
    expect(problemOf(definitions)).toMatchObject({ problem })
  })

  test('have none when they are defined together', () => {
    expect(problemOf(good)).toBeUndefined()
  })

  test('expand and filter as the hub’s own do', () => {
    const custom = new Map([
      ['custom:lab', ['custom:lab:read']],
      ['custom:lab:read', []],
    ])
    const alice = { kind: 'user', name: 'alice' } as const
    expect(expandScopes(['custom:lab!user'], alice, hub6, { custom })).toEqual([
      'custom:lab!user=alice',
      'custom:lab:read!user=alice',
    ])
  })

  test('that hold each other make the hub run in circles', () => {
    const raises: Raise[] = []
    const custom = new Map([
      ['custom:one', ['custom:two']],
      ['custom:two', ['custom:one']],
    ])
    const nobody = { kind: 'other', name: '' } as const
    expandScopes(['custom:one'], nobody, hub6, { custom, onRaise: (raise) => raises.push(raise) })
    expect(raises).toMatchObject([{ type: 'RecursionError', isCertain: true }])
  })
})
