import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import type { Drift } from '../../results.ts'
import { healthy } from '../../testing/healthy.ts'
import { uncheckedOf } from '../../unchecked.ts'

const missing = (name: string) => ({ spec: `/user/${name}/`, state: 'missing' })
const stale = { spec: '/user/bob/', state: 'stale', target: 'http://10.0.0.7:8888' }
const examined = (...wrong: Drift['wrong']) => examine(healthy({ routes: { ok: 3, wrong } }))

test('a table in which nothing is missing or stale is well', () => {
  const { findings, well } = examined()
  expect(findings).toEqual([])
  expect(well).toContain('No route is missing or stale, of 3')
})

test('a running server without a route is an error, and names the stale ones beside it', () => {
  const [finding] = examined(missing('ada'), stale).findings
  expect(finding).toMatchObject({ code: 'route-missing', severity: 'error', hop: 'chp' })
  expect(finding?.evidence).toEqual([
    '/user/ada/ has no route.',
    '/user/bob/ has a route, and what it belongs to does not run (http://10.0.0.7:8888).',
  ])
})

test('stale routes alone keep nobody from anything', () => {
  const [finding] = examined(stale).findings
  expect(finding).toMatchObject({
    code: 'route-missing',
    severity: 'warning',
    title: expect.stringContaining('still has'),
  })
})

test('of many lost routes a few are named, and the rest is counted', () => {
  const [finding] = examined(...Array.from({ length: 40 }, (_, index) => missing(`u${index}`))).findings
  expect(finding?.evidence).toHaveLength(7)
  expect(finding?.evidence.at(-1)).toBe('So it is with 34 more.')
})

test('where routes are not seen it is not checked, and the reason stands beside it', () => {
  const { routes: _, ...blind } = healthy()
  expect(examine(blind).unchecked).toContain('Routes')
  const reason = 'Needs the scope proxy, which this login does not hold.'
  const told = examine({ ...blind, asker: 'command-line', unread: { Routes: reason } })
  expect(uncheckedOf(told)).toContainEqual({ name: 'Routes', reason })
})
