import type { Question, Send } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { hold } from '#diagnosis/doctor/ask/hold.ts'
import { WebSocket } from 'ws'
import { askOnWire } from '../probes/node-ask.ts'
import { lookup } from '../probes/loopback.ts'
import { isTrustworthy, type Jar } from './jar.ts'
import { isSameSite } from './same-site.ts'

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
    const answer = await askOnWire(url, {
      method: question.method ?? 'GET',
      headers: { ...browserHeaders(page, url, question), ...(cookie ? { Cookie: cookie } : {}) },
      body: question.body,
      signal,
      insecure,
    })
    if (!question.bare) jar.take(url, answer)
    return unpacked(answer)
  }
}

/** What came compressed, as it comes; the headers stay as they were, as in a browser. */
function unpacked(response: Response): Response {
  if (response.headers.get('Content-Encoding') !== 'gzip' || !response.body) return response
  const { status, headers } = response
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip')), { status, headers })
}

function browserHeaders(
  page: URL,
  url: URL,
  { method = 'GET', headers = {}, referrer, fromHub }: Question,
): Record<string, string> {
  const from = referrer === undefined ? page : new URL(referrer)
  const isOwn = from.origin === url.origin
  const isPage = headers['Accept']?.startsWith('text/html') ?? false
  const metadata = {
    'Sec-Fetch-Site': isOwn ? 'same-origin' : isSameSite(from, url) ? 'same-site' : 'cross-site',
    // The hub takes its cookie without an XSRF value in this mode. Source: `check_xsrf_cookie`.
    'Sec-Fetch-Mode': isPage ? 'navigate' : fromHub ? 'no-cors' : 'cors',
    'Sec-Fetch-Dest': isPage ? 'document' : 'empty',
  }
  return {
    'User-Agent': 'Mozilla/5.0 (compatible; hubscope doctor)',
    Accept: '*/*',
    'Accept-Encoding': 'gzip',
    Referer: isOwn ? from.href : `${from.origin}/`,
    ...(method === 'GET' || method === 'HEAD' ? {} : { Origin: from.origin }),
    ...(isTrustworthy(url) ? metadata : {}),
    ...headers,
  }
}

function socketOf({ jar, page, insecure }: Options, text: string): WebSocket {
  const cookie = jar.header(new URL(text.replace(/^ws/, 'http')))
  return new WebSocket(new URL(text), {
    origin: page.origin,
    rejectUnauthorized: !insecure,
    lookup,
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
