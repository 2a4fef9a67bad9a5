import { describe, expect, it } from 'vitest'
import { sortingOf, sortOf, sortParams } from './sort-param.ts'

describe('a sort in the address', () => {
  const known = sortParams(['user', 'last_activity'])

  it('is a column, or a column the other way round', () => {
    expect(known).toEqual(['user', '-user', 'last_activity', '-last_activity'])
    expect(sortingOf('-last_activity')).toEqual([{ id: 'last_activity', desc: true }])
    expect(sortingOf(undefined)).toEqual([])
  })

  it('follows the table, and stays when the table asks for none that is known', () => {
    expect(sortOf({ id: 'user', desc: true }, 'user', known)).toBe('-user')
    expect(sortOf({ id: 'url', desc: true }, 'user', known)).toBe('user')
    expect(sortOf(undefined, 'user', known)).toBe('user')
  })
})
