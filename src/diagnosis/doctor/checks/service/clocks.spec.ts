import { describe, expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import { type Change, inside } from '../../testing/changes.ts'
import { byHub, echoed, echoWith, healthy } from '../../testing/healthy.ts'

const { at } = healthy()
const serviceAt = (ms: number): Change => ({ echoes: [{ ...echoed(echoWith({}, { at: at + ms })), ms: 40 }] })
const hubDate = (ms: number): Change =>
  inside({ hub: byHub(200, { headers: { date: new Date(at + ms).toUTCString() } }) })
const clocksIn = (change: Change) => {
  const { findings, well } = examine(healthy(change))
  return {
    finding: findings.find(({ code }) => code === 'clock-skew'),
    well: well.find((line) => line.startsWith('Clocks')),
  }
}

describe('clocks agree when', () => {
  test.each<[string, Change, string]>([
    ['the service answers at its own time', serviceAt(20), 'Clocks agree within 1 s'],
    ['the hub’s Date is cut to whole seconds', hubDate(-900), 'Clocks agree within 1 s'],
    ['they are a little apart', serviceAt(3_200), 'Clocks agree within 4 s'],
    [
      'an answer took longer than they seem apart',
      { echoes: [{ ...echoed(echoWith({}, { at: at + 9_000 })), ms: 9_500 }] },
      'Clocks agree within 1 s',
    ],
  ])('%s', (_, change, line) => {
    expect(clocksIn(change)).toEqual({ finding: undefined, well: line })
  })
})

describe('clocks are said to differ when', () => {
  test.each<[string, Change, string]>([
    [
      'the service is ahead',
      serviceAt(60_040),
      'The service’s clock is 60.0 s ahead of the browser’s, at the least.',
    ],
    [
      'the service is behind',
      serviceAt(-7_000),
      'The service’s clock is 7.0 s behind the browser’s, at the least.',
    ],
    [
      'the hub is behind',
      hubDate(-121_000),
      'The hub’s clock is 120.0 s behind the service’s, at the least.',
    ],
  ])('%s', (_, change, line) => {
    expect(clocksIn(change)).toMatchObject({
      finding: { severity: 'warning', certainty: 'certain', evidence: [line] },
      well: undefined,
    })
  })
})

test('a Date that proxies may have set says nothing of the hub’s clock', () => {
  const hub = [byHub(200, { headers: { date: new Date(at - 600_000).toUTCString() } })]
  expect(clocksIn({ hub }).finding).toBeUndefined()
})
