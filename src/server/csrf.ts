import { decodeBase64Url, encodeBase64Url } from 'hono/utils/encode'
import { csrfHeader, originHeader } from './contract.ts'
import { deriveBytes } from './keys.ts'

export interface Csrf {
  /** The token for this session and the origin the page names in `X-Hubscope-Origin`; empty without a sane origin. */
  issue(request: Request, sessionId: string): Promise<string>
  /** Why this write may not pass, in one sentence; undefined when it may. */
  objection(request: Request, sessionId: string): Promise<string | undefined>
}

/**
 * CSRF tokens: HMAC-SHA256 over session id and page origin. The write's own `Origin` header must give the same token.
 * `Host` plays no part: configurable-http-proxy with `--change-origin` rewrites it for every service.
 */
export function createCsrf(secret: string): Csrf {
  const key = importKey(secret)
  return {
    async issue(request, sessionId) {
      const origin = request.headers.get(originHeader)
      if (origin === null || !isOrigin(origin)) return ''
      const signature = await crypto.subtle.sign('HMAC', await key, signed(sessionId, origin))
      return encodeBase64Url(signature)
    },
    async objection(request, sessionId) {
      const site = request.headers.get('Sec-Fetch-Site')
      if (site !== null && site !== 'same-origin') {
        return `The browser says that this write comes from another place (Sec-Fetch-Site: ${site}).`
      }
      const token = request.headers.get(csrfHeader)
      if (!token) return `A write needs the header ${csrfHeader}, which the page gets with its session.`
      const origin = request.headers.get('Origin')
      if (origin === null)
        return 'The write arrived without an Origin header. A proxy in between may drop it.'
      const bytes = decode(token)
      // `verify` compares in constant time.
      if (bytes && (await crypto.subtle.verify('HMAC', await key, bytes, signed(sessionId, origin)))) return
      return `The write arrived with another Origin or session than the page was opened with; its Origin header says ${origin}. Reload the page; if that does not help, a proxy in between rewrites Origin.`
    },
  }
}

async function importKey(secret: string): Promise<CryptoKey> {
  const bytes = await deriveBytes(secret, 'csrf')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}

function signed(sessionId: string, origin: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${sessionId}\n${origin}`)
}

function isOrigin(text: string): boolean {
  try {
    const url = new URL(text)
    return url.origin === text && (url.protocol === 'http:' || url.protocol === 'https:')
  } catch {
    return false
  }
}

function decode(token: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return decodeBase64Url(token)
  } catch {
    return undefined
  }
}
