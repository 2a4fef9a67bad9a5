import { describe, expect, it } from 'vitest'
import { versionOf } from '../testing/version-of.ts'
import { readScopeList } from './scope-list.ts'

const hub6 = versionOf('6.1.1')
const list = ['list:users!group=bio 303, spring', 'servers!server=ada/gpu']

describe('a pasted list of scopes', () => {
  it.each([
    ['a JSON list', JSON.stringify(list)],
    ['an answer of the hub', JSON.stringify({ kind: 'user', name: 'ta', scopes: list }, null, 2)],
    ['a Python list', `["${list[0]}", '${list[1]}',]`],
  ])('is read from %s', (_, text) => {
    expect(readScopeList(text, hub6)).toEqual({ scopes: list, problems: [] })
  })

  it.each(['proxy, read:hub', 'proxy\nread:hub\n', ' proxy  read:hub proxy', '[proxy, read:hub]'])(
    'is read from words: %j',
    (text) => {
      expect(readScopeList(text, hub6)).toEqual({ scopes: ['proxy', 'read:hub'], problems: [] })
    },
  )

  it('says of every scope that does not exist what is wrong, and keeps the others', () => {
    const { scopes, problems } = readScopeList('proxy user:read server users!team=a users!user= all', hub6)
    expect(scopes).toEqual(['proxy'])
    expect(problems).toEqual([
      { text: 'user:read', message: 'There is no such scope. Did you mean read:users?' },
      { text: 'server', message: 'There is no such scope. Did you mean servers?' },
      { text: 'users!team=a', message: 'A filter is !user=…, !server=…, !group=… or !service=….' },
      { text: 'users!user=', message: 'The filter names nobody.' },
      { text: 'all', message: 'This draft of a name became “inherit”.' },
    ])
  })

  it('knows which version brought a scope', () => {
    const { problems } = readScopeList('start:servers', versionOf('5.5.4'))
    expect(problems[0]?.message).toBe('JupyterHub 5.5.4 does not have it; 6.0 and later do.')
  })

  it('takes custom scopes for what they are', () => {
    expect(readScopeList('custom:grading:read!user=ada', hub6).problems).toEqual([])
  })

  it('is empty for an empty text', () => {
    expect(readScopeList(' \n', hub6)).toEqual({ scopes: [], problems: [] })
  })
})
