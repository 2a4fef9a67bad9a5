import { describe, expect, it } from 'vitest'
import { readScopeList } from '#hub/scopes/scope-list.ts'
import { versionOf } from '#hub/testing/version-of.ts'
import { presets } from './presets.ts'
import { concrete, filtersOf, tickOf, withoutScope, withScope } from './selection.ts'

const hub6 = versionOf('6.1.1')

describe('the scopes of a token that may come to be', () => {
  it('know what was chosen, what comes with it, and what has a filter', () => {
    const selection = ['servers', 'list:users!group=a']
    expect(tickOf('servers', selection, hub6)).toBe('on')
    expect(tickOf('start:servers', selection, hub6)).toBe('brought')
    expect(tickOf('read:users:name', selection, hub6)).toBe('brought')
    expect(tickOf('list:users', selection, hub6)).toBe('filtered')
    expect(tickOf('proxy', selection, hub6)).toBe('off')
  })

  it('drop what a wider scope makes needless', () => {
    expect(withScope(['read:servers', 'servers!group=a'], 'servers', hub6)).toEqual(['servers'])
    expect(withScope(['servers!group=a'], 'servers!group=b', hub6)).toEqual([
      'servers!group=a',
      'servers!group=b',
    ])
    expect(withoutScope(['servers!group=a', 'proxy'], 'proxy')).toEqual(['servers!group=a'])
  })

  it('name the filters of a scope', () => {
    expect(filtersOf('servers', ['servers!group=a', 'servers!user=b=c', 'proxy'])).toEqual([
      'group=a',
      'user=b=c',
    ])
  })

  it('are about the owner where a token’s list says self', () => {
    expect(concrete(['self'], 'ada', hub6)).toContain('servers!user=ada')
    expect(concrete(['read:users!user'], 'ada', hub6)).toEqual(['read:users!user=ada'])
  })
})

describe.each(['3.1.1', '4.1.6', '5.5.4', '6.1.1'])('the presets on %s', (text) => {
  it.each(presets.map((preset) => [preset.label, preset] as const))(
    '%s names only scopes that exist',
    (_, preset) => {
      const version = versionOf(text)
      const scopes = preset.scopes(version, 'physics')
      expect(readScopeList(JSON.stringify(scopes), version)).toEqual({ scopes, problems: [] })
    },
  )
})

it('a starter needs more below 6.0', () => {
  const starter = presets.find(({ id }) => id === 'starter')
  expect(starter?.scopes(hub6, '')).toContain('start:servers')
  expect(starter?.scopes(versionOf('5.5.4'), '')).toContain('servers')
})
