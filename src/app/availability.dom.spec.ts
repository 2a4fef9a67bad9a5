import { describe, expect, it } from 'vitest'
import { operations, type OperationId } from '#hub/operations.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScopes } from '#hub/scopes/parse.ts'
import { versionOf } from '#hub/testing/version-of.ts'
import { availabilityOf, scopesFor } from './availability.ts'
import { features } from './features.ts'

const hub6 = versionOf('6.1.1')

function heldBy(scopes: readonly string[], version = hub6) {
  return parseScopes(expandScopes(scopes, { kind: 'user', name: 'ta' }, version))
}

/** The parts in each state, as "Users: Groups". */
function states(scopes: readonly string[], version = hub6) {
  const held = heldBy(scopes, version)
  return Object.fromEntries(
    features.map((feature) => [`${feature.page}: ${feature.label}`, availabilityOf(feature, held, version)]),
  )
}

/** Every file of the page, but for specs, what tests use, and the table itself. */
const sources = Object.entries(
  import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }),
).filter(([path]) => !/\.spec\.|\/testing\/|\/demo|features\.ts|\/inspector\//.test(path))

const named = /(?:\bcall(?:AsVisitor)?\(|operation(?:=|: )|operation=\{)\s*['"]([a-zA-Z]+)['"]/g

describe('the table of what the page needs', () => {
  it('has every operation that a page asks for or a button performs, and no other', () => {
    const known = new Set(Object.keys(operations))
    const used = sources.flatMap(([, text]) => [...text.matchAll(named)].map(([, id]) => id ?? ''))
    const tabled = features.flatMap(({ needs }) =>
      needs.flatMap((need) => (need.kind === 'operation' ? [need.operation] : [])),
    )
    // For these any token will do, or none.
    const free: OperationId[] = ['getVersion', 'whoAmI']
    const asked = new Set(used.filter((id) => known.has(id) && !free.some((each) => each === id)))
    // The stream is asked for by the service.
    asked.add('watchProgress')
    expect([...asked].toSorted()).toEqual([...new Set(tabled)].toSorted())
  })

  it('names only scopes that exist', () => {
    const names = features.flatMap(({ needs }) =>
      needs.flatMap((need) => ('anyOf' in need ? need.anyOf : [])),
    )
    for (const name of names) expect(heldBy([name]).has(name), name).toBe(true)
  })

  it('is all available to an admin’s token and not at all to one without scopes', () => {
    const admin = [
      'admin:users',
      'admin:servers',
      'admin:groups',
      'list:services',
      'read:services',
      'read:roles',
      'proxy',
      'tokens',
    ]
    expect(new Set(Object.values(states(admin)).map(({ state }) => state))).toEqual(new Set(['available']))
    expect(new Set(Object.values(states([])).map(({ state }) => state))).toEqual(new Set(['not']))
  })
})

describe('what a token has of the page', () => {
  const ta = ['list:users', 'read:users', 'servers'].map((scope) => `${scope}!group=physics`)

  it('is partly there for what a filter names', () => {
    const seen = states(ta)
    expect(seen['Users: The page Users']).toMatchObject({
      state: 'partly',
      scopes: ['list:users!group=physics'],
    })
    expect(seen['Users: Stop, cancel or delete a server']).toMatchObject({
      state: 'partly',
      scopes: ['delete:servers!group=physics'],
    })
    expect(seen['Routes: Re-check']).toMatchObject({ state: 'not', missing: [['proxy']] })
  })

  it('lacks only what is not held at all', () => {
    expect(states(['list:users!group=physics'])['Users: Groups']).toEqual({
      state: 'not',
      missing: [['list:users'], ['read:users:groups']],
      lacks: [['read:users:groups']],
    })
  })

  it('does not count a filter of a kind that can never match', () => {
    expect(states(['list:users!server=ada/x'])['Users: The page Users']).toMatchObject({
      state: 'not',
      missing: [['list:users']],
    })
    expect(states(['read:users:groups!server=ada/x', 'list:users'])['Users: Groups']).toMatchObject({
      state: 'not',
    })
  })

  it('follows the hub’s version', () => {
    expect(states(['start:servers'])['Users: Start a server']).toEqual({ state: 'available' })
    const hub5 = versionOf('5.5.4')
    expect(states(['servers'], hub5)['Users: Start a server']).toEqual({ state: 'available' })
    expect(states([], hub5)['Users: Start a server']).toMatchObject({ state: 'not', missing: [['servers']] })
  })
})

describe('the smallest role for what is missing', () => {
  it.each(['3.1.1', '4.1.6', '5.5.4', '6.1.1'])(
    'makes everything available on %s, and has no scope too many',
    (text) => {
      const version = versionOf(text)
      const isAll = (scopes: readonly string[]) =>
        Object.values(states(scopes, version)).every(({ state }) => state === 'available')
      const scopes = scopesFor(Object.values(states([], version)), version)
      expect(isAll(scopes)).toBe(true)
      for (const scope of scopes) expect(isAll(scopes.filter((other) => other !== scope)), scope).toBe(false)
    },
  )

  it('holds nothing that is there already', () => {
    const before = states(['list:users', 'read:users', 'read:servers'])
    const scopes = scopesFor(Object.values(before), hub6)
    expect(scopes).not.toContain('list:users')
    expect(scopes).toEqual(expect.arrayContaining(['proxy', 'delete:servers', 'start:servers']))
  })
})
