import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HubFailure } from '#hub/errors.ts'
import { serverKey } from '#hub/server-key.ts'
import { answeredByHeader, type ProgressFrame } from '#server/contract.ts'
import { exchanges } from '../../inspector/record/exchange-store.ts'
import { beginServerAction, endServerAction } from '../action.ts'
import { readProgress } from './progress-connection.ts'

const key = serverKey('ann@x.org', 'gpu')

/** Reads a stream that the service answers with; its parts arrive one by one. */
function read(
  answer: (signal: AbortSignal) => Response | Promise<Response>,
  signal = new AbortController().signal,
) {
  const frames: ProgressFrame[] = []
  const signs = vi.fn()
  const skews: number[] = []
  let url = ''
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    url = input
    return answer(init.signal ?? signal)
  })
  const done = readProgress(
    [key, serverKey('bob', '')],
    { onFrame: (frame) => void frames.push(frame), onSign: signs, onClock: (skew) => void skews.push(skew) },
    signal,
  )
  return { done, frames, signs, skews, url: () => url }
}

function streamed(parts: readonly string[], headers: Record<string, string> = {}): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(encoder.encode(part))
      controller.close()
    },
  })
  return new Response(body, { headers: { [answeredByHeader]: 'service', ...headers } })
}

const frame: ProgressFrame = {
  kind: 'event',
  server: key,
  at: 1,
  index: 0,
  replayed: false,
  event: { progress: 10, message: 'Pulling é' },
}
const line = `data: ${JSON.stringify(frame)}\n\n`
const recorded = () => exchanges.snapshot().at(-1)

beforeEach(() => exchanges.clear())
afterEach(() => vi.unstubAllGlobals())

describe('reading a progress stream', () => {
  it('asks for all servers at once', async () => {
    const { done, url } = read(() => streamed([]))
    await done
    expect(new URL(url()).searchParams.getAll('server')).toEqual(['ann@x.org/gpu', 'bob/'])
  })

  it('yields frames however the bytes are cut, and counts keep-alives as signs of life', async () => {
    const bytes = new TextEncoder().encode(line)
    const cut = bytes.indexOf(0xc3) + 1
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(': watching\n\n'))
        controller.enqueue(bytes.slice(0, cut))
        controller.enqueue(bytes.slice(cut))
        controller.close()
      },
    })
    const { done, frames, signs } = read(() => new Response(body))
    await done
    expect(frames).toEqual([frame])
    expect(signs).toHaveBeenCalledTimes(4)
  })

  it('skips what is no frame', async () => {
    const { done, frames } = read(() => streamed(['data: nonsense\n\n', 'data: {"kind":"odd"}\n\n', line]))
    await done
    expect(frames).toEqual([frame])
  })

  it('is one recorded exchange with the count of its frames', async () => {
    const { done } = read(() => streamed([line, line]))
    await done
    expect(recorded()).toMatchObject({
      operation: 'progress',
      path: '/api/progress',
      status: 200,
      answeredBy: 'service',
      frames: 2,
      error: undefined,
    })
    expect(recorded()?.doneAt).toBeTypeOf('number')
  })

  it('is recorded with its frames, and with the deed that it belongs to', async () => {
    const action = beginServerAction(key, 'start', 'Start ann@x.org/gpu')
    const { done } = read(() => streamed([line, line.replace('Pulling', 'token=hush')]))
    await done
    endServerAction(key, action)
    expect(recorded()?.action).toEqual(action)
    expect(recorded()?.streamFrames.map(({ text }) => text)).toEqual([
      JSON.stringify(frame),
      expect.stringContaining('token=[masked]'),
    ])
  })
})

describe('a progress stream that cannot be read', () => {
  it('says that the login is over', async () => {
    const body = { status: 401, message: 'Your login has ended.', code: 'expired' }
    const { done } = read(() =>
      Response.json(body, { status: 401, headers: { [answeredByHeader]: 'service' } }),
    )
    await expect(done).rejects.toMatchObject({ detail: { tag: 'signed-out', reason: 'expired' } })
    expect(recorded()?.error?.tag).toBe('signed-out')
  })

  it('says who refused it', async () => {
    const { done } = read(() => new Response('<html>', { status: 503, statusText: 'Service Unavailable' }))
    await expect(done).rejects.toMatchObject({
      detail: { tag: 'refused', status: 503, answeredBy: 'proxy', message: 'Service Unavailable' },
    })
  })

  it('is unreachable when it breaks off', async () => {
    const { done } = read(() => Promise.reject(new TypeError('network')))
    await expect(done).rejects.toBeInstanceOf(HubFailure)
    expect(recorded()).toMatchObject({ answeredBy: 'nobody', error: { tag: 'unreachable' } })
  })

  it('ends quietly when it is taken back', async () => {
    const controller = new AbortController()
    const { done } = read(
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      controller.signal,
    )
    controller.abort()
    await done
    expect(recorded()?.error).toBeUndefined()
  })
})

describe('the service’s clock', () => {
  it('counts as the browser’s when they are as close as a Date header can tell', async () => {
    const { done, skews } = read(() => streamed([], { Date: new Date().toUTCString() }))
    await done
    expect(skews).toEqual([0])
  })

  it('is told when it differs', async () => {
    const { done, skews } = read(() => streamed([], { Date: new Date(Date.now() - 90_000).toUTCString() }))
    await done
    expect(skews[0]).toBeGreaterThan(85_000)
  })
})
