import { expect, test } from 'vitest'
import type { ProbeContext } from '../ask/context.ts'
import { probeProgress } from '../ask/progress.ts'
import { examine } from '../examine.ts'
import { byEdge, byHub, healthy } from '../testing/healthy.ts'

const streamAfter = (silence: number) =>
  examine(healthy({ progress: { ...byHub(200, { body: 'unread' }), silence } }))

test('a stream that speaks at once is well', () => {
  const { findings, well } = streamAfter(40)
  expect(findings).toEqual([])
  expect(well).toContain('The progress of a start comes at once')
})

test('a stream that is silent after its headers is held back', () => {
  const [finding] = streamAfter(3_900).findings
  expect(finding).toMatchObject({ code: 'sse-buffered', certainty: 'likely', severity: 'warning' })
  expect(finding?.evidence[0]).toContain('said nothing for 3.9 s')
})

test('where none was starting, or somebody else answered, nothing is said, nor missed', () => {
  for (const progress of [undefined, byEdge(502), byHub(400)]) {
    const { findings, well, unchecked } = examine(healthy(progress ? { progress } : {}))
    expect([findings, unchecked]).toEqual([[], []])
    expect(well).not.toContain('The progress of a start comes at once')
  }
})

function contextOf(
  body: () => ReadableStream<Uint8Array>,
  find = 'https://hub.test/hub/api/x',
): ProbeContext {
  let now = 0
  return {
    kind: 'browser',
    page: healthy().page,
    send: () => Promise.resolve(new Response(body(), { headers: { 'X-JupyterHub-Version': '6.1.1' } })),
    signal: new AbortController().signal,
    now: () => (now += 10),
    ...(find === '' ? {} : { findStart: () => Promise.resolve(find) }),
  }
}

test('the time from headers to first bytes is noted, and the stream is let go', async () => {
  let isGone = false
  const body = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('data: {"progress": 0}\n\n')),
      cancel: () => {
        isGone = true
      },
    })
  const { progress } = await probeProgress(contextOf(body))
  expect(progress).toMatchObject({ silence: 10, answer: { status: 200 } })
  expect(isGone).toBe(true)
  expect(await probeProgress(contextOf(body, ''))).toEqual({})
})
