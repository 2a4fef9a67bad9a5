import type { Question, Send } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { hold } from '#diagnosis/doctor/ask/hold.ts'
import { WebSocket } from 'ws'
import { askOnWire } from '../probes/node-ask.ts'
import { isTrustworthy, type Jar } from './jar.ts'

interface Options {
  jar: Jar
  /** The page that asks. */
  page: URL
  insecure: boolean
}

/** Sends as a browser on `page` would: with cookies, Referer, Origin, and fetch metadata where browsers send them. */
export function createSend({ jar, page, insecure }: Options): Send {
  return async (text, question, signal) => {
    const url = new URL(text)
    const cookie = question.bare ? undefined : jar.header(url)
    const response = await askOnWire(url, {
      method: question.method ?? 'GET',
      headers: { ...browserHeaders(page, question), ...(cookie ? { Cookie: cookie } : {}) },
      body: question.body,
      signal,
      insecure,
    })
    if (!question.bare) jar.take(url, response)
    return response
  }
}

function browserHeaders(
  page: URL,
  { method = 'GET', headers = {}, referrer }: Question,
): Record<string, string> {
  const isPage = headers['Accept']?.startsWith('text/html') ?? false
  const metadata = {
    'Sec-Fetch-Site': 'same-origin',
    'Sec-Fetch-Mode': isPage ? 'navigate' : 'cors',
    'Sec-Fetch-Dest': isPage ? 'document' : 'empty',
  }
  return {
    'User-Agent': 'Mozilla/5.0 (compatible; hubscope doctor)',
    Accept: '*/*',
    Referer: referrer ?? page.href,
    ...(method === 'GET' || method === 'HEAD' ? {} : { Origin: page.origin }),
    ...(isTrustworthy(page) ? metadata : {}),
    ...headers,
  }
}

function socketOf({ jar, page, insecure }: Options, text: string): WebSocket {
  const cookie = jar.header(new URL(text.replace(/^ws/, 'http')))
  return new WebSocket(new URL(text), {
    origin: page.origin,
    rejectUnauthorized: !insecure,
    handshakeTimeout: 10_000,
    headers: cookie ? { Cookie: cookie } : {},
  })
}

/** Opens a WebSocket as a page would, and closes it again. False when it does not open. */
export function createOpenSocket(options: Options) {
  return (text: string, signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = socketOf(options, text)
      const end = (opened: boolean) => {
        signal.removeEventListener('abort', stop)
        socket.terminate()
        resolve(opened)
      }
      const stop = () => end(false)
      signal.addEventListener('abort', stop)
      socket.on('open', () => end(true))
      // Also after a refusal or an end that came early; `terminate` may report one more.
      socket.on('error', () => end(false))
    })
}

/** Holds a WebSocket as a page would, in silence. */
export function createHoldSocket(options: Options): NonNullable<ProbeContext['holdSocket']> {
  return (text, ms, signal) => hold(socketOf(options, text), ms, signal)
}
