import { describe, expect, it } from 'vitest'
import {
  changeView,
  correctedView,
  defaultView,
  isFiltered,
  listingOf,
  nextPage,
  parseView,
  sortAfter,
  writeView,
} from './users-view.ts'

const read = (text: string) => parseView(new URLSearchParams(text))
const written = (text: string, change: Partial<typeof defaultView>) =>
  writeView(new URLSearchParams(text), changeView(read(text), change)).toString()

describe('the view in the address', () => {
  it('is the default when the address says nothing', () => {
    expect(read('')).toEqual(defaultView)
  })

  it('reads every part', () => {
    expect(read('q=ada&state=ready&sort=-last_activity&page=3&size=25&user=a%2Bb%40x')).toEqual({
      q: 'ada',
      state: 'ready',
      sort: '-last_activity',
      page: 3,
      size: 25,
      user: 'a+b@x',
    })
  })

  it.each([
    'page=0',
    'page=-1',
    'page=1.5',
    'page=x',
    'size=0',
    'size=99999',
    'state=dead',
    'sort=id',
    'user=',
  ])('takes %s for not given', (text) => {
    expect(read(text)).toEqual(defaultView)
  })

  it('lets one wrong part not spoil the others', () => {
    expect(read('page=x&q=ada')).toEqual({ ...defaultView, q: 'ada' })
  })

  it('leaves defaults out and keeps what belongs to others', () => {
    expect(written('q=ada&page=2&inspect=7', { q: '' })).toBe('inspect=7')
  })

  it('keeps a number as a name', () => {
    expect(written('', { user: '42' })).toBe('user=42')
    expect(read('user=42').user).toBe('42')
  })
})

describe('a change of the view', () => {
  it('goes back to the first page when the list is another one', () => {
    expect(changeView({ ...defaultView, page: 4 }, { state: 'active' }).page).toBe(1)
    expect(changeView({ ...defaultView, page: 4 }, { sort: 'name' }).page).toBe(1)
  })

  it('stays on the page when a panel opens or nothing changes', () => {
    expect(changeView({ ...defaultView, page: 4 }, { user: 'ada' }).page).toBe(4)
    expect(changeView({ ...defaultView, page: 4 }, { q: '' }).page).toBe(4)
  })

  it('narrows when a name or a state is asked for', () => {
    expect(isFiltered(defaultView)).toBe(false)
    expect(isFiltered({ ...defaultView, q: ' ' })).toBe(false)
    expect(isFiltered({ ...defaultView, state: 'inactive' })).toBe(true)
  })
})

describe('what the hub is asked for', () => {
  it('counts from the offset and leaves defaults out', () => {
    expect(listingOf({ ...defaultView, page: 3, size: 25 }, true)).toEqual({
      offset: 50,
      limit: 25,
      nameFilter: undefined,
      state: undefined,
      sort: undefined,
    })
  })

  it('does not ask an older hub to sort', () => {
    expect(listingOf({ ...defaultView, sort: 'name' }, false).sort).toBeUndefined()
    expect(listingOf({ ...defaultView, sort: 'name' }, true).sort).toBe('name')
  })
})

describe('paging', () => {
  const answer = (offset: number, limit: number, total: number) => ({
    offset,
    limit,
    total,
    next: offset + limit < total ? { offset: offset + limit, limit, url: '' } : null,
  })

  it('follows what the hub says comes next', () => {
    expect(nextPage(defaultView, answer(0, 50, 205))?.page).toBe(2)
    expect(nextPage({ ...defaultView, page: 5 }, answer(200, 50, 205))).toBeUndefined()
  })

  it('takes the smaller pages of a hub with a lower limit, without leaving users out', () => {
    const view = { ...defaultView, size: 200 }
    expect(correctedView(view, answer(0, 100, 205))).toEqual({ ...view, size: 100, page: 1 })
    expect(correctedView({ ...view, page: 2 }, answer(200, 100, 205))).toEqual({
      ...view,
      size: 100,
      page: 3,
    })
  })

  it('goes back to the last page when the asked one is past the end', () => {
    expect(correctedView({ ...defaultView, page: 9 }, answer(400, 50, 205))?.page).toBe(5)
    expect(correctedView({ ...defaultView, page: 9 }, answer(400, 50, 0))?.page).toBe(1)
  })

  it('leaves a fitting page alone', () => {
    expect(correctedView({ ...defaultView, page: 5 }, answer(200, 50, 205))).toBeUndefined()
    expect(correctedView(defaultView, answer(0, 50, 0))).toBeUndefined()
  })
})

describe('the order', () => {
  it('turns from one direction to the other and back to the hub’s own', () => {
    expect(sortAfter(undefined, 'name')).toBe('name')
    expect(sortAfter('name', 'name')).toBe('-name')
    expect(sortAfter('-name', 'name')).toBeUndefined()
  })

  it('starts with the latest activity, whatever was sorted before', () => {
    expect(sortAfter('name', 'last_activity')).toBe('-last_activity')
    expect(sortAfter('-last_activity', 'last_activity')).toBe('last_activity')
  })
})
