import { describe, expect, it } from 'vitest'
import { awkwardNames, moreNames } from '#mock-hub/seeds/names.ts'
import { taGroup } from '#mock-hub/seeds/roles.ts'
import { personas, seedPeople } from './people.ts'

describe('the seeded people', () => {
  it('are the personas and 200 others, no name twice', () => {
    const { names } = seedPeople(200)
    expect(names).toHaveLength(205)
    expect(new Set(names).size).toBe(205)
    expect(names.slice(0, 5)).toEqual(Object.keys(personas))
  })

  it('are the same every time, and more of them begin with the same', () => {
    expect(seedPeople(200)).toEqual(seedPeople(200))
    expect(moreNames(2000).slice(0, 200)).toEqual(moreNames(200))
    expect(new Set(moreNames(2000)).size).toBe(2000)
  })

  it('have names that the hub takes as they are', () => {
    // Authenticator.normalize_username and validate_username in auth.py.
    for (const name of moreNames(2000)) {
      expect(name).toBe(name.toLowerCase())
      expect(name).toBe(name.trim())
      expect(name).not.toContain('/')
    }
  })

  it.each(['@', ' ', '+', '<b>', '%', '?', '#', '\\'])('have a name with %j among them', (part) => {
    expect(awkwardNames.some((name) => name.includes(part))).toBe(true)
  })

  it('are all in the first group, because users are made in the order of the groups', () => {
    const people = seedPeople(200)
    expect(Object.values(people.groups)[0]).toEqual(people.names)
  })

  it('give the ta rights on one group only, in which ta and student are but not the stranger', () => {
    const { groups, roles } = seedPeople(200)
    const scopes = roles.find((role) => role.users.includes('ta'))?.scopes ?? []
    const others = scopes.filter((scope) => !scope.endsWith(`!group=${taGroup}`))
    expect(others).toEqual(['access:services!service=hubscope'])
    expect(groups[taGroup]).toEqual(expect.arrayContaining(['ta', 'student']))
    expect(groups[taGroup]).not.toContain('stranger')
  })

  it('give the reader no right to change anything', () => {
    const scopes = seedPeople(200).roles.find((role) => role.users.includes('reader'))?.scopes ?? []
    expect(scopes.filter((scope) => !/^(read|list|access):/.test(scope))).toEqual([])
  })

  it('give the stranger no role at all', () => {
    expect(seedPeople(200).roles.flatMap((role) => role.users)).not.toContain('stranger')
  })
})
