import { describe, expect, it } from 'vitest'
import type { RouteRow } from '#hub/route-rows.ts'
import { defaultView, filterRoutes, parseView, summaryOf, writeView } from './routes-view.ts'

const row = (spec: string, change: Partial<RouteRow> = {}): RouteRow => ({
  spec,
  target: 'http://10.0.0.1:8888',
  owner: { kind: 'hub' },
  state: 'ok',
  lastActivity: undefined,
  ...change,
})

const rows = [
  row('/'),
  row('/user/alice/', { owner: { kind: 'server', user: 'alice', server: '' } }),
  row('/user/bob/gpu/', {
    owner: { kind: 'server', user: 'bob', server: 'gpu' },
    state: 'missing',
    target: undefined,
  }),
  row('/services/x/', { owner: { kind: 'service', service: 'x' }, state: 'stale' }),
]

describe('the routes page', () => {
  it('keeps its view in the address', () => {
    const view = parseView(new URLSearchParams('q=a&show=wrong&sort=-path&other=1'))
    expect(view).toEqual({ q: 'a', show: 'wrong', sort: '-path' })
    expect(writeView(new URLSearchParams('other=1'), view).toString()).toBe(
      'other=1&q=a&show=wrong&sort=-path',
    )
    expect(parseView(new URLSearchParams('show=odd'))).toEqual(defaultView)
  })

  it('filters by what is shown and by words', () => {
    const specs = (view: Partial<typeof defaultView>) =>
      filterRoutes(rows, { ...defaultView, ...view }).map(({ spec }) => spec)
    expect(specs({ show: 'wrong' })).toEqual(['/user/bob/gpu/', '/services/x/'])
    expect(specs({ show: 'servers' })).toEqual(['/user/alice/', '/user/bob/gpu/'])
    expect(specs({ show: 'services' })).toEqual(['/services/x/'])
    expect(specs({ q: 'the hub' })).toEqual(['/'])
    expect(specs({ q: '10.0.0.1 alice/default' })).toEqual(['/user/alice/'])
  })

  it('sums up: a missing route is no route', () => {
    expect(summaryOf(rows)).toBe('3 routes · 1 missing · 1 stale')
    expect(summaryOf([row('/')])).toBe('1 route')
  })
})
