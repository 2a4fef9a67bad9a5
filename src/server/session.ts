import { parse, serialize } from 'hono/utils/cookie'
import { EncryptJWT, jwtDecrypt } from 'jose'
import * as z from 'zod/mini'
import { deriveBytes } from './keys.ts'
import type { ServiceConfig } from './config.ts'

/** A visitor's login: the hub's token, and a random id that never leaves the service in the clear. */
export interface Session {
  id: string
  token: string
}

/** How a request becomes a credential. `unreadable`: there was a login, but with another key, or its time is over. */
export interface Sessions {
  find(request: Request): Promise<Session | 'none' | 'unreadable'>
  /** The `Set-Cookie` value that forgets the session. */
  end(request: Request): string
}

export interface CookieSessions extends Sessions {
  /** The `Set-Cookie` value that starts a session of this many seconds. */
  begin(request: Request, token: string, seconds: number): Promise<string>
}

const cookieName = 'hubscope-session'
/** Browsers cut the age of cookies there. */
const longestSeconds = 400 * 24 * 3600
const claimsSchema = z.object({ sid: z.string(), token: z.string() })

/**
 * Sessions in an encrypted cookie (JWE, A256GCM), so that any number of replicas can serve one site. Logging in is the
 * only way to get one; the token inside never reaches the page.
 */
export function createCookieSessions(
  config: Pick<ServiceConfig, 'prefix' | 'secret'>,
  clock: () => number,
): CookieSessions {
  const key = deriveBytes(config.secret, 'session cookie')
  const options = (request: Request) =>
    ({ path: config.prefix, httpOnly: true, sameSite: 'Lax', secure: isHttps(request) }) as const
  return {
    async find(request) {
      const cookie = readCookie(request, cookieName)
      if (!cookie) return 'none'
      try {
        const { payload } = await jwtDecrypt(cookie, await key, { currentDate: new Date(clock()) })
        const claims = claimsSchema.parse(payload)
        return { id: claims.sid, token: claims.token }
      } catch {
        return 'unreadable'
      }
    },
    async begin(request, token, seconds) {
      const age = Math.min(Math.floor(seconds), longestSeconds)
      const now = Math.floor(clock() / 1000)
      const value = await new EncryptJWT({ sid: crypto.randomUUID(), token })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuedAt(now)
        .setExpirationTime(now + age)
        .encrypt(await key)
      return serialize(cookieName, value, { ...options(request), maxAge: age })
    },
    end: (request) => serialize(cookieName, '', { ...options(request), maxAge: 0 }),
  }
}

/** A cookie of the request by name. */
export function readCookie(request: Request, name: string): string | undefined {
  return parse(request.headers.get('Cookie') ?? '', name)[name]
}

/**
 * Whether the browser's own connection is HTTPS. Proxies append to X-Forwarded-Proto, so its first entry is what the
 * browser saw; nginx as the hub's documentation sets it up sends X-Scheme alone.
 */
export function isHttps(request: Request): boolean {
  const forwarded = request.headers.get('X-Forwarded-Proto') ?? request.headers.get('X-Scheme')
  const first = forwarded?.split(',')[0]?.trim().toLowerCase()
  return first ? first === 'https' : new URL(request.url).protocol === 'https:'
}
