import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { hold } from '#diagnosis/doctor/ask/hold.ts'
import { examine } from '#diagnosis/doctor/examine.ts'
import { healthy } from '#diagnosis/doctor/testing/healthy.ts'
import { type SituationId, situationOf } from './situations/all.ts'
import { DemoSocket } from './sockets.ts'
import { openWay } from './testing/open-way.ts'

const address = 'https://demo.test/some/where/'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What became of a silent socket that the doctor held for a minute. */
async function held(fault: SituationId | 'none') {
  const { openSocket, silence } = openWay(address, fault)
  const socket = new DemoSocket(openSocket(new URL('api/ws', address.replace('https', 'wss'))), silence)
  // The page takes it for the browser's own.
  const held = hold(socket as unknown as WebSocket, 65_000, new AbortController().signal)
  await vi.advanceTimersByTimeAsync(66_000)
  return held
}

it('keeps a silent WebSocket for as long as the doctor listens', async () => {
  expect(await held('none')).toEqual({ ms: 65_000, end: 'kept' })
})

it('opens none where the upgrade is lost', async () => {
  expect(await held('upgrade-stripped')).toEqual({ ms: 0, end: 'refused' })
})

it('ends a silent WebSocket after ten seconds where the balancer does, and the doctor names it', async () => {
  const { ms, end } = await held('silence-cut')
  expect({ ms, end }).toEqual({ ms: 10_000, end: 'cut' })
  const { findings } = examine({ ...healthy(), idle: { ms, cut: end === 'cut' } })
  expect(findings.map(({ code }) => code)).toEqual([situationOf('silence-cut').finding])
})
