import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { probePaths } from '../paths.ts'
import type { ProbeResults, Socket, Stream } from '../results.ts'
import { askEcho, failureOf } from './ask.ts'
import { type ProbeContext, serviceUrl } from './context.ts'
import { answerOf } from './read-answer.ts'

/** Events that the service sends. */
export const streamEvents = 8
const limit = 20_000
const eventSchema = z.object({ index: z.number(), sent: z.number() })

/** Reads the service's stream and notes when each event came. */
export async function probeStream(context: ProbeContext): Promise<Partial<ProbeResults>> {
  const at = context.now()
  const events: Stream['events'] = []
  const timeout = AbortSignal.timeout(limit)
  const signal = AbortSignal.any([context.signal, timeout])
  const stream: Stream = { at, ms: 0, expected: streamEvents, events }
  try {
    const response = await context.send(serviceUrl(context, probePaths.stream), {}, signal)
    stream.answer = answerOf(response, undefined)
    await readEvents(response, (data) => {
      const parsed = eventSchema.safeParse(data)
      if (parsed.success) events.push({ sent: parsed.data.sent, arrived: context.now() })
    })
  } catch (error) {
    context.signal.throwIfAborted()
    Object.assign(stream, failureOf(error, timeout.aborted))
  }
  stream.ms = context.now() - at
  return { stream }
}

async function readEvents(response: Response, emit: (data: unknown) => void): Promise<void> {
  const reader = response.body?.getReader()
  if (!reader) return
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('data: ')) emit(parseJson(line.slice('data: '.length)))
    }
  }
}

/** Some proxies let only the first WebSocket through. */
const atFirst = 2
/** Where these open, as many as it takes to meet the second of two edges, most times: each is a connection of its own. */
const inAll = 6

/** WebSockets one after the other, and what arrived of the request for each. */
export async function probeSockets(context: ProbeContext): Promise<Partial<ProbeResults>> {
  const { openSocket } = context
  if (!openSocket) return {}
  const socketUrl = serviceUrl(context, probePaths.socket)
  const socketPlain = await askSocketPlain(context, socketUrl)
  if (socketPlain === 'none') return {}
  const sockets: Socket[] = []
  const isEnough = () => sockets.length >= atFirst && sockets.some(({ opened }) => !opened)
  while (sockets.length < inAll && !isEnough()) {
    const id = crypto.randomUUID()
    const at = context.now()
    const opened = await openSocket(`${socketUrl.replace(/^http/, 'ws')}?id=${id}`, context.signal)
    const ms = context.now() - at
    const { echo } = await askEcho(context, `${serviceUrl(context, probePaths.handshake)}?id=${id}`)
    sockets.push({ opened, ms, ...(echo ? { seen: echo } : {}) })
  }
  return { sockets, socketPlain }
}

/** `none`: this service has no sockets, as in the demo. Its answer is 426 otherwise, with what arrived. */
async function askSocketPlain(context: ProbeContext, url: string) {
  const echoed = await askEcho(context, url)
  return echoed.answer?.status === 501 ? ('none' as const) : echoed
}
