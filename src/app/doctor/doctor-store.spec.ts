import { expect, test, vi } from 'vitest'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { echoWith } from '#diagnosis/doctor/testing/healthy.ts'
import { DoctorStore } from './doctor-store.ts'

/** A service that echoes everything, and a hub that answers nothing of use. */
function contextOf(signal: AbortSignal, more: Partial<ProbeContext> = {}): ProbeContext {
  return {
    kind: 'browser',
    page: {
      origin: 'https://hub.test',
      prefix: '/services/hubscope/',
      hubUrl: 'https://hub.test/hub/',
      trustworthy: true,
    },
    send: (url) =>
      Promise.resolve(
        Response.json(
          { ...echoWith(), target: url.slice('https://hub.test'.length), id: crypto.randomUUID() },
          { headers: { 'X-Hubscope-Answered-By': 'service' } },
        ),
      ),
    signal,
    now: () => 1_000,
    ...more,
  }
}

test('a run tells how far it is, and keeps what it found', async () => {
  const store = new DoctorStore()
  const seen: number[] = []
  store.subscribe(() => {
    const { progress } = store.snapshot()
    if (progress) seen.push(progress.done)
  })
  await store.run((signal) => contextOf(signal))
  expect(Math.max(...seen)).toBe(13)
  const { outcome, progress } = store.snapshot()
  expect(progress).toBeUndefined()
  expect(outcome?.examination.well).toContain('Host and port arrive')
})

test('a run that is cancelled leaves what an earlier one found, and no failure', async () => {
  const store = new DoctorStore()
  await store.run((signal) => contextOf(signal))
  const { outcome } = store.snapshot()
  const running = store.run((signal) =>
    contextOf(signal, {
      send: (_, __, each) =>
        new Promise((_resolve, reject) => {
          each.addEventListener('abort', () => reject(new Error('gone')))
          store.cancel()
        }),
    }),
  )
  await running
  expect(store.snapshot()).toEqual({ outcome, progress: undefined, failure: undefined, listening: undefined })
})

/** Sends nothing more once the run has been ended. */
const endable = (signal: AbortSignal) =>
  contextOf(signal, {
    send: async (url, question, each) => {
      each.throwIfAborted()
      return contextOf(signal).send(url, question, each)
    },
  })

test('a first run that is cancelled leaves what it has found so far, and says what it had not come to', async () => {
  const store = new DoctorStore()
  store.subscribe(() => {
    if ((store.snapshot().progress?.done ?? 0) >= 9) store.cancel()
  })
  await store.run(endable)
  const { outcome, failure } = store.snapshot()
  expect(failure).toBeUndefined()
  expect(outcome?.examination.well.length).toBeGreaterThan(0)
  expect(outcome?.results.unread?.['Body size']).toBe('The check was cancelled before this.')
})

test('somebody else’s login forgets a run under way, and what it had found', async () => {
  const store = new DoctorStore()
  let isCleared = false
  store.subscribe(() => {
    if (isCleared || (store.snapshot().progress?.done ?? 0) < 3) return
    isCleared = true
    store.clear()
  })
  await store.run(endable)
  expect(isCleared).toBe(true)
  expect(store.snapshot().outcome).toBeUndefined()
})

test('one run at a time', async () => {
  const store = new DoctorStore()
  let asked = 0
  const context = (signal: AbortSignal) => {
    asked += 1
    return contextOf(signal)
  }
  await Promise.all([store.run(context), store.run(context)])
  expect(asked).toBe(1)
})

test('what cannot be asked is no end of a run, and no reason to say that all is well', async () => {
  const store = new DoctorStore()
  await store.run((signal) =>
    contextOf(signal, { send: () => Promise.reject(new TypeError('Failed to fetch')) }),
  )
  const { outcome, failure } = store.snapshot()
  expect(failure).toBeUndefined()
  expect(outcome?.examination).toMatchObject({ findings: [], well: [], seen: 'nothing' })
  expect(outcome?.examination.unchecked).toContain('Host and port')
})

/** Where WebSockets open, with a silent one that ends as it is told. */
function withSockets(signal: AbortSignal, holdSocket: ProbeContext['holdSocket']): ProbeContext {
  return contextOf(signal, { openSocket: () => Promise.resolve(true), ...(holdSocket && { holdSocket }) })
}

test('a silent WebSocket is held after a run, and a cut is added to what was found', async () => {
  const store = new DoctorStore()
  let cut = () => {}
  await store.run((signal) =>
    withSockets(signal, () => new Promise((resolve) => (cut = () => resolve({ ms: 60_000, end: 'cut' })))),
  )
  expect(store.snapshot().outcome?.examination.unchecked).toContain('Silent WebSockets')
  expect(store.snapshot().listening).toMatchObject({ ms: 65_000 })
  cut()
  await vi.waitFor(() => expect(store.snapshot().listening).toBeUndefined())
  const { outcome } = store.snapshot()
  expect(outcome?.examination.findings.map(({ code }) => code)).toContain('ws-idle-cut')
})

test('listening for two minutes finds a socket that lives, and listening can be stopped', async () => {
  const store = new DoctorStore()
  const kept = (signal: AbortSignal) =>
    withSockets(signal, (_, ms) => Promise.resolve({ ms, end: 'kept' as const }))
  const forever = (signal: AbortSignal) =>
    withSockets(
      signal,
      (_, __, each) =>
        new Promise((resolve) => each.addEventListener('abort', () => resolve({ ms: 5, end: 'cut' }))),
    )
  await store.run(forever)
  store.stopListening()
  expect(store.snapshot().listening).toBeUndefined()
  await store.listen(kept, 125_000)
  expect(store.snapshot().outcome?.examination.well).toContain('A silent WebSocket lives for 125.0 s')
})

test.each(['closed', 'refused'] as const)('a silent WebSocket that was %s says nothing', async (end) => {
  const store = new DoctorStore()
  await store.run((signal) => withSockets(signal, () => Promise.resolve({ ms: 3, end })))
  await vi.waitFor(() => expect(store.snapshot().listening).toBeUndefined())
  expect(store.snapshot().outcome?.results.idle).toBeUndefined()
})
