import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ProgressFrame, progressFrameSchema } from './contract.ts'
import { createFixture, type HubCall, hubJson, hubToken } from './testing/fixture.ts'

const encoder = new TextEncoder()

/** A progress stream of the hub that a test writes to. */
class HubStream {
  readonly response: Response
  cancelled = false
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined

  constructor() {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.controller = controller),
      cancel: () => void (this.cancelled = true),
    })
    this.response = new Response(body, {
      headers: { 'Content-Type': 'text/event-stream', 'X-JupyterHub-Version': '6.1.1' },
    })
  }

  send(event: object): void {
    this.raw(`data: ${JSON.stringify(event)}\n\n`)
  }

  raw(text: string): void {
    this.controller?.enqueue(encoder.encode(text))
  }

  end(): void {
    this.controller?.close()
  }
}

/** Reads our own stream frame by frame. */
function reader(response: Response) {
  const chunks = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  const block = async (): Promise<string | undefined> => {
    while (!buffer.includes('\n\n')) {
      const { done, value } = (await chunks?.read()) ?? { done: true }
      if (done) return undefined
      buffer += value
    }
    const end = buffer.indexOf('\n\n')
    const text = buffer.slice(0, end)
    buffer = buffer.slice(end + 2)
    return text
  }
  const frame = async (): Promise<ProgressFrame | undefined> => {
    for (;;) {
      const text = await block()
      if (text === undefined) return undefined
      if (text.startsWith('data: ')) return progressFrameSchema.parse(JSON.parse(text.slice(6)))
    }
  }
  const rest = async (): Promise<ProgressFrame[]> => {
    const frames: ProgressFrame[] = []
    for (let next = await frame(); next; next = await frame()) frames.push(next)
    return frames
  }
  return { block, frame, rest, leave: () => chunks?.cancel() }
}

const begun = { progress: 0, message: 'Server requested' }
const ready = { progress: 100, message: 'Server ready at /user/ada/', ready: true }
const withoutTime = ({ at: _at, ...frame }: ProgressFrame) => frame

/** A service whose hub answers every progress request with the next of these. */
function watching(...answers: (HubStream | Response | Error)[]) {
  return createFixture({
    hub: () => {
      const answer = answers.shift() ?? hubJson(404, { status: 404, message: null })
      if (answer instanceof Error) throw answer
      return answer instanceof HubStream ? answer.response : answer
    },
  })
}

describe('GET api/progress', () => {
  it('carries many servers in one stream, each frame with its server, and ends when all have', async () => {
    const streams: Record<string, HubStream> = {
      '/users/ada/server': new HubStream(),
      '/users/bob/servers/gpu': new HubStream(),
    }
    const fixture = createFixture({
      hub: ({ url }) =>
        streams[url.pathname.replace('/hub/api', '').replace('/progress', '')]?.response ?? hubJson(500, {}),
    })
    const response = await fixture.ask('api/progress?server=ada%2F&server=bob%2Fgpu')
    expect(response.headers.get('Content-Type')).toBe('text/event-stream')
    expect(response.headers.get('Cache-Control')).toBe('no-cache, no-transform')
    expect(response.headers.get('X-Accel-Buffering')).toBe('no')
    const read = reader(response)
    expect((await read.frame())?.server).toBe('ada/')
    expect((await read.frame())?.server).toBe('bob/gpu')
    streams['/users/bob/servers/gpu']?.send(begun)
    expect(await read.frame()).toEqual({
      kind: 'event',
      server: 'bob/gpu',
      at: fixture.time.now,
      index: 0,
      replayed: true,
      event: begun,
    })
    streams['/users/bob/servers/gpu']?.send(ready)
    streams['/users/ada/server']?.send({ ...begun, failed: true })
    const rest = await read.rest()
    expect(rest.filter(({ kind }) => kind === 'closed').map(withoutTime)).toEqual([
      { kind: 'closed', server: 'bob/gpu', complete: true },
      { kind: 'closed', server: 'ada/', complete: true },
    ])
    expect(fixture.calls.every(({ headers }) => headers.get('Authorization') === `token ${hubToken}`)).toBe(
      true,
    )
  })

  it('writes its first byte at once, before the hub has answered', async () => {
    const { ask } = createFixture({ hub: () => new Promise(() => {}) })
    const read = reader(await ask('api/progress?server=ada%2F'))
    expect(await read.block()).toMatch(/^:/)
    await read.leave()
  })

  it('encodes names segment by segment', async () => {
    const fixture = watching()
    await reader(
      await fixture.ask(`api/progress?${new URLSearchParams({ server: 'ada+b@x.org/a b' })}`),
    ).rest()
    expect(fixture.calls[0]?.url.pathname).toBe('/hub/api/users/ada%2Bb%40x.org/servers/a%20b/progress')
  })

  it('tells of each server’s refusal, and goes on with the others', async () => {
    const stream = new HubStream()
    const answers: Record<string, Response> = {
      a: hubJson(404, { status: 404, message: 'Not Found' }),
      b: hubJson(400, { status: 400, message: 'b is not starting...' }),
      c: new Response('<h1>503</h1>', { status: 503 }),
      d: stream.response,
      e: hubJson(200, { not: 'a stream' }),
    }
    const { ask } = createFixture({
      hub: ({ url }) => answers[url.pathname.split('/')[4] ?? ''] ?? hubJson(500, {}),
    })
    const read = reader(await ask('api/progress?server=a/&server=b/&server=c/&server=d/&server=e/'))
    stream.send(ready)
    const frames = (await read.rest()).map(withoutTime)
    expect(frames).toContainEqual({
      kind: 'refused',
      server: 'a/',
      status: 404,
      message: 'Not Found',
      answeredBy: 'hub',
    })
    expect(frames).toContainEqual({
      kind: 'refused',
      server: 'b/',
      status: 400,
      message: 'b is not starting...',
      answeredBy: 'hub',
    })
    expect(frames).toContainEqual({
      kind: 'refused',
      server: 'c/',
      status: 503,
      message: null,
      answeredBy: 'proxy',
    })
    expect(frames).toContainEqual({
      kind: 'refused',
      server: 'e/',
      status: 200,
      message: null,
      answeredBy: 'hub',
    })
    expect(frames).toContainEqual({ kind: 'closed', server: 'd/', complete: true })
  })

  it('says that nobody answered when the hub is away from the start', async () => {
    const frames = await reader(
      await watching(new TypeError('fetch failed')).ask('api/progress?server=ada/'),
    ).rest()
    expect(frames).toMatchObject([{ kind: 'refused', status: 502, answeredBy: 'nobody' }])
  })

  it('skips what is no event, counts it, and leaves a line in the log', async () => {
    const stream = new HubStream()
    const fixture = watching(stream)
    const read = reader(await fixture.ask('api/progress?server=ada/'))
    stream.raw('\n\n')
    stream.raw('data: {"progress":\n\ndata: [1]\n\n')
    stream.send(ready)
    const events = (await read.rest()).filter(({ kind }) => kind === 'event')
    expect(events).toMatchObject([{ index: 2, event: ready }])
    expect(fixture.log).toHaveLength(2)
  })

  it('reads events that arrive in pieces', async () => {
    const stream = new HubStream()
    const read = reader(await watching(stream).ask('api/progress?server=ada/'))
    const text = `data: ${JSON.stringify({ ...ready, message: 'fertig: zoë' })}\n\n`
    for (const piece of [text.slice(0, 9), text.slice(9, 40), text.slice(40)]) stream.raw(piece)
    expect((await read.rest())[1]).toMatchObject({ event: { message: 'fertig: zoë' } })
  })

  it('marks only the first burst as replayed', async () => {
    const stream = new HubStream()
    const fixture = watching(stream)
    const read = reader(await fixture.ask('api/progress?server=ada/'))
    await read.frame()
    stream.send(begun)
    expect(await read.frame()).toMatchObject({ index: 0, replayed: true })
    fixture.time.now += 20
    stream.send({ message: 'two' })
    expect(await read.frame()).toMatchObject({ index: 1, replayed: true })
    fixture.time.now += 2_000
    stream.send({ message: 'three' })
    expect(await read.frame()).toMatchObject({ index: 2, replayed: false })
    fixture.time.now += 1
    stream.send({ message: 'four' })
    expect(await read.frame()).toMatchObject({ index: 3, replayed: false })
    await read.leave()
  })

  it.each([
    ['', 'Name at least one server'],
    ['?server=ada', 'user/server'],
    ['?server=%2Fgpu', 'user/server'],
    ['?server=..%2F', 'user/server'],
    [`?${Array.from({ length: 101 }, (_, index) => `server=u${index}/`).join('&')}`, '100 servers at most'],
  ])('is 400 for “%s”', async (query, text) => {
    const fixture = watching()
    const response = await fixture.ask(`api/progress${query}`)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(text)
    expect(fixture.calls).toHaveLength(0)
  })

  it('is 401 without a session', async () => {
    expect((await watching().get('api/progress?server=ada/')).status).toBe(401)
  })
})

describe('a progress stream that is left', () => {
  it.each(['by the page', 'by the connection', 'by the service’s end'])(
    '%s ends every stream of the hub',
    async (how) => {
      const streams = [new HubStream(), new HubStream()]
      const visitor = new AbortController()
      const signals: AbortSignal[] = []
      const answers = [...streams]
      const { ask, stopping } = createFixture({
        hub: ({ signal }: HubCall) => {
          signals.push(signal)
          return answers.shift()?.response ?? hubJson(500, {})
        },
      })
      const read = reader(await ask('api/progress?server=a/&server=b/', {}, visitor.signal))
      await read.frame()
      await read.frame()
      if (how === 'by the page') await read.leave()
      if (how === 'by the connection') visitor.abort()
      if (how === 'by the service’s end') {
        stopping.abort()
        expect(await read.rest()).toEqual([])
      }
      expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
    },
  )
})

describe('opening many streams', () => {
  it('is done eight at a time, and open ones hold nobody up', async () => {
    let opening = 0
    let most = 0
    const waiting: (() => void)[] = []
    const { ask, calls } = createFixture({
      hub: async () => {
        most = Math.max(most, ++opening)
        await new Promise<void>((resolve) => waiting.push(resolve))
        opening--
        return new HubStream().response
      },
    })
    const keys = Array.from({ length: 20 }, (_, index) => `server=u${index}/`)
    const read = reader(await ask(`api/progress?${keys.join('&')}`))
    for (let opened = 0; opened < 20; opened++) {
      await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0))
      waiting.shift()?.()
      expect(await read.frame()).toMatchObject({ kind: 'opened' })
    }
    expect(most).toBe(8)
    expect(calls).toHaveLength(20)
    await read.leave()
  })
})

describe('over time', () => {
  beforeEach(
    () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
  )
  afterEach(() => void vi.useRealTimers())

  it('sends a comment every eight seconds', async () => {
    const { ask } = watching(new HubStream())
    const read = reader(await ask('api/progress?server=ada/'))
    await read.block()
    await read.frame()
    await vi.advanceTimersByTimeAsync(8_000)
    expect(await read.block()).toMatch(/^:/)
    await read.leave()
  })

  it('reopens a stream that broke off, and passes on only what is new', async () => {
    const [first, second] = [new HubStream(), new HubStream()]
    const read = reader(
      await watching(first, new TypeError('fetch failed'), second).ask('api/progress?server=ada/'),
    )
    await read.frame()
    first.send(begun)
    first.send({ message: 'two' })
    await read.frame()
    await read.frame()
    first.end()
    await vi.advanceTimersByTimeAsync(10_000)
    for (const event of [begun, { message: 'two' }, { message: 'three' }, ready]) second.send(event)
    expect((await read.rest()).map(withoutTime)).toMatchObject([
      { index: 2, event: { message: 'three' } },
      { index: 3, event: ready },
      { kind: 'closed', complete: true },
    ])
  })

  it('puts the end of a spawn after what was known, when the hub tells only the end', async () => {
    const [first, second] = [new HubStream(), new HubStream()]
    const read = reader(await watching(first, second).ask('api/progress?server=ada/'))
    first.send(begun)
    first.send({ message: 'two' })
    first.end()
    await read.frame()
    await vi.advanceTimersByTimeAsync(10_000)
    second.send(ready)
    const events = (await read.rest()).filter(({ kind }) => kind === 'event')
    expect(events).toMatchObject([{ index: 0 }, { index: 1 }, { index: 2, event: ready }])
  })

  it('begins again from the first difference when another spawn has begun meanwhile', async () => {
    const [first, second] = [new HubStream(), new HubStream()]
    const read = reader(await watching(first, second).ask('api/progress?server=ada/'))
    first.send(begun)
    first.send({ message: 'old' })
    first.end()
    await vi.advanceTimersByTimeAsync(10_000)
    second.send(begun)
    second.send({ message: 'new' })
    second.send(ready)
    const events = (await read.rest()).filter(({ kind }) => kind === 'event')
    expect(events).toMatchObject([
      { index: 0 },
      { index: 1 },
      { index: 1, event: { message: 'new' } },
      { index: 2 },
    ])
  })

  it('says that it broke off after a few tries', async () => {
    const streams = Array.from({ length: 5 }, () => new HubStream())
    for (const stream of streams) {
      stream.send(begun)
      stream.end()
    }
    const fixture = watching(...streams)
    const read = reader(await fixture.ask('api/progress?server=ada/'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await read.rest()).map(withoutTime)).toMatchObject([
      { kind: 'opened' },
      { kind: 'event', index: 0 },
      { kind: 'closed', complete: false },
    ])
    expect(fixture.calls).toHaveLength(5)
  })

  it('takes a hub that is silent for half a minute for one that broke off', async () => {
    const silent = new HubStream()
    const fixture = watching(silent)
    const read = reader(await fixture.ask('api/progress?server=ada/'))
    silent.send(begun)
    await read.frame()
    await vi.advanceTimersByTimeAsync(29_000)
    expect(fixture.calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(fixture.calls[0]?.signal.aborted).toBe(true)
    expect(fixture.calls).toHaveLength(2)
    await read.leave()
  })
})
