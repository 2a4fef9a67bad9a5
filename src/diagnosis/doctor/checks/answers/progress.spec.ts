import { describe, expect, it, test } from 'vitest'
import type { Send } from '../../ask/ask.ts'
import type { ProbeContext, ProgressSource } from '../../ask/context.ts'
import { probeProgress } from '../../ask/progress.ts'
import { examine } from '../../examine.ts'
import type { ProbeResults } from '../../results.ts'
import { byEdge, byHub, byService, healthy, silence as nothing } from '../../testing/healthy.ts'
import { uncheckedOf } from '../../unchecked.ts'

type Progress = NonNullable<ProbeResults['progress']>

const examined = (progress: Progress) => examine(healthy({ progress }))
const stream = byHub(200, { body: 'unread' })

describe('what is said of the hub’s stream', () => {
  it.each<[string, Progress]>([
    ['The progress of a start comes at once', { ...stream, silence: 40 }],
    [
      'The progress of a ready server comes at once, and ends',
      { ...stream, silence: 40, state: 'ready', ended: true },
    ],
    [
      'The progress of a start comes at once, through Hubscope',
      { ...byService(200, { body: 'unread' }), silence: 40, via: 'service' },
    ],
  ])('%s', (text, progress) => {
    const { findings, well } = examined(progress)
    expect(findings).toEqual([])
    expect(well).toContain(text)
  })

  it.each<[string, Progress]>([
    ['said nothing for 3.9 s after its headers', { ...stream, silence: 3_900 }],
    ['gave no answer within 4.0 s', { at: 0, ms: 4_000, failure: 'timeout' }],
    [
      'its end did not arrive within 4.0 s',
      { ...stream, ms: 4_000, silence: 40, state: 'ready', ended: false },
    ],
  ])('a stream that %s is held back', (text, progress) => {
    const [finding] = examined(progress).findings
    expect(finding).toMatchObject({ code: 'sse-buffered', certainty: 'likely', severity: 'warning' })
    expect(finding?.evidence[0]).toContain(text)
  })

  it('is nothing where the hub is slow with everything', () => {
    const progress: Progress = { at: 0, ms: 4_000, failure: 'timeout' }
    const slow = { ...byHub(200), ms: 1_500 }
    expect(examine(healthy({ progress, hub: [slow, slow] })).findings).toEqual([])
  })

  it('is nothing, and not missed, where there was none, it broke off, or somebody else answered', () => {
    const broken: Progress = { ...stream, silence: 40, state: 'ready', failure: 'unreachable' }
    for (const progress of [undefined, broken, byEdge(502), byHub(400), nothing]) {
      const { findings, well, unchecked } = examine(healthy(progress ? { progress } : {}))
      expect([findings, unchecked]).toEqual([[], []])
      expect(well.join()).not.toContain('The progress of')
    }
  })
})

const hub = 'https://hub.test/hub/api/users/ada/server/progress'
const service = 'https://hub.test/services/hubscope/api/progress?server=ada%2F'
const ready = 'data: {"progress": 100, "ready": true}\n\n'

/** A body that says this, and then ends, or goes on without a word. */
function saying(text: string, ends: boolean, gone = () => {}) {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text))
      if (ends) controller.close()
    },
    cancel: gone,
  })
}

const streamOf = (body: ReadableStream<Uint8Array>) =>
  new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'X-JupyterHub-Version': '6.1.1' } })

function contextOf(source: ProgressSource | { unread: string } | undefined, send: Send): ProbeContext {
  let now = 0
  return {
    kind: 'browser',
    page: healthy().page,
    send,
    signal: new AbortController().signal,
    now: () => (now += 10),
    findStart: () => Promise.resolve(source),
  }
}

test('of a start, the time from headers to the first event is noted, and the stream is let go', async () => {
  let isGone = false
  const body = saying('\n\ndata: {"progress": 0}\n\n', false, () => (isGone = true))
  const context = contextOf({ state: 'starting', hub }, async () => streamOf(body))
  const { progress } = await probeProgress(context)
  expect(progress).toMatchObject({ silence: 10, answer: { status: 200 }, via: 'hub', state: 'starting' })
  expect(progress).not.toHaveProperty('ended')
  expect(isGone).toBe(true)
})

test('of a ready server, the end is waited for', async () => {
  const context = contextOf({ state: 'ready', hub }, async () => streamOf(saying(ready, true)))
  expect((await probeProgress(context)).progress).toMatchObject({ silence: 10, ended: true })
})

test('the hub is asked as its own page asks, with what else it takes', async () => {
  const asked: unknown[] = []
  const question = { bare: true, headers: { Authorization: 'token t' } }
  const context = contextOf({ state: 'ready', hub, question }, async (url, given) => {
    asked.push([url, given])
    return streamOf(saying(ready, true))
  })
  await probeProgress(context)
  const headers = { Accept: 'text/event-stream', Authorization: 'token t' }
  expect(asked).toEqual([
    [hub, { fromHub: true, referrer: 'https://hub.test/hub/home', bare: true, headers }],
  ])
})

test('where the hub does not stream to the page, Hubscope is asked; what it says of itself is no event', async () => {
  const frames = (kind: string) => `: watching\n\ndata: {"kind":"opened"}\n\ndata: {"kind":"${kind}"}\n\n`
  const through = (kind: string) =>
    contextOf({ state: 'ready', hub, service }, async (url) =>
      url === service ? streamOf(saying(frames(kind), true)) : new Response('', { status: 403 }),
    )
  expect((await probeProgress(through('event'))).progress).toMatchObject({ via: 'service', silence: 10 })
  expect((await probeProgress(through('refused'))).progress).not.toHaveProperty('silence')
})

test('without a server there is nothing to ask, and a reason is passed on', async () => {
  const never: Send = () => Promise.reject(new Error('nobody is asked'))
  expect(await probeProgress(contextOf(undefined, never))).toEqual({})
  const told = await probeProgress(contextOf({ unread: 'Needs read:servers.' }, never))
  expect(uncheckedOf(examine(healthy(told)))).toEqual([
    { name: 'Progress of a start', reason: 'Needs read:servers.' },
  ])
})
