import { describe, expect, it } from 'vitest'
import type { HubVersion } from '#hub/versions.ts'
import { countedThings, countText, listingNotes, rangeText } from './listing-text.ts'
import { defaultView } from './users-view.ts'

const version = (major: number): HubVersion => ({ major, minor: 1, patch: 1, text: `${major}.1.1` })
const page = (offset: number, total: number) => ({ offset, limit: 50, total, next: null })

describe('the stretch a page covers', () => {
  it('is counted from one', () => {
    expect(rangeText(page(0, 205), 'users')).toBe('1–50 of 205 users')
    expect(rangeText(page(200, 1205), 'users')).toBe('201–250 of 1,205 users')
    expect(rangeText(page(200, 205), 'users')).toBe('201–205 of 205 users')
  })

  it('is said in words when there is nothing', () => {
    expect(rangeText(page(0, 0), 'users')).toBe('No users')
  })

  it('is one thing when there is one', () => {
    expect(rangeText(page(0, 1), 'active users')).toBe('1 active user')
  })
})

describe('the number beside the heading', () => {
  it('compares with all users when something narrows the list', () => {
    expect(countText(41, 1284, true)).toBe('41 of 1,284')
    expect(countText(1284, 1284, false)).toBe('1,284')
  })

  it('does not guess what is not known', () => {
    expect(countText(undefined, 1284, false)).toBe('')
    expect(countText(41, undefined, true)).toBe('41')
  })
})

describe('what the hub counts', () => {
  it('is active users when ready ones are asked for', () => {
    expect(countedThings({ ...defaultView, state: 'ready' }, version(6))).toBe('active users')
    expect(countedThings({ ...defaultView, state: 'active' }, version(6))).toBe('users')
  })

  it('is servers on hubs below 5.0 when a state is asked for', () => {
    expect(countedThings({ ...defaultView, state: 'active' }, version(4))).toBe('servers')
    expect(countedThings(defaultView, version(4))).toBe('users')
  })
})

describe('notes on the list', () => {
  it('are none for a plain list', () => {
    expect(listingNotes(defaultView, version(6))).toEqual([])
    expect(listingNotes({ ...defaultView, sort: 'name' }, version(6))).toEqual([])
  })

  it('tell of wildcards, short pages and missing sorting', () => {
    expect(listingNotes({ ...defaultView, q: 'a_b' }, version(6))).toHaveLength(1)
    expect(listingNotes({ ...defaultView, state: 'ready' }, version(6))).toHaveLength(1)
    expect(listingNotes({ ...defaultView, state: 'active', sort: 'name' }, version(4))).toHaveLength(3)
  })
})
