import { serialize } from 'hono/utils/cookie'
import { EncryptJWT, jwtDecrypt } from 'jose'
import * as oauth from 'oauth4webapi'
import * as z from 'zod/mini'
import { servicePaths } from './contract.ts'
import type { LoginConfig, ServiceConfig } from './config.ts'
import type { HubFetch } from './hub.ts'
import { deriveBytes } from './keys.ts'
import { type Log, reasonOf } from './log.ts'
import { callbackNotice, type LoginFailure } from './login-notices.ts'
import { nextPath } from './next-path.ts'
import { type CookieSessions, isHttps, readCookie } from './session.ts'

export interface Login {
  /** Sends the browser to the hub, to come back to `next`. */
  begin(request: Request, next: string | null): Promise<Response>
  /** The hub sent the browser back: starts the session, or shows a page that says what went wrong. */
  finish(request: Request): Promise<Response>
}

/** Seconds that a person has to type name and password at the hub. */
const attemptSeconds = 15 * 60
const attemptSchema = z.object({ state: z.string(), verifier: z.string(), next: z.string() })
type Attempt = z.infer<typeof attemptSchema>

interface LoginDeps {
  service: ServiceConfig
  login: LoginConfig
  sessions: CookieSessions
  hubFetch: HubFetch
  clock: () => number
  log: Log
  /** The service's calls to the hub go to an HTTP proxy. */
  isDetoured: boolean
}

/**
 * OAuth code flow with PKCE against the hub. Each attempt keeps its state in an encrypted cookie of its own, so that two
 * tabs may log in at once. Hubs give no refresh tokens, and those below 6 ignore the challenge.
 */
export function createLogin(deps: LoginDeps): Login {
  const { service, login, sessions, hubFetch, clock, log, isDetoured } = deps
  const key = deriveBytes(service.secret, 'login attempt')
  const server: oauth.AuthorizationServer = {
    issuer: service.hubApiUrl,
    token_endpoint: `${service.hubApiUrl}/oauth2/token`,
  }
  const client: oauth.Client = { client_id: login.clientId }
  const callbackPath = `${service.prefix}${servicePaths.callback}`

  const attemptCookie = (request: Request, state: string, value: string, maxAge: number): string =>
    serialize(cookieNameOf(state), value, {
      // Only the callback gets it: abandoned attempts do not swell every other request.
      path: callbackPath,
      httpOnly: true,
      sameSite: 'Lax',
      secure: isHttps(request),
      maxAge,
    })

  const readAttempt = async (request: Request, state: string): Promise<Attempt | undefined> => {
    const cookie = readCookie(request, cookieNameOf(state))
    if (!cookie) return undefined
    try {
      const { payload } = await jwtDecrypt(cookie, await key, { currentDate: new Date(clock()) })
      const attempt = attemptSchema.parse(payload)
      return attempt.state === state ? attempt : undefined
    } catch {
      return undefined
    }
  }

  const exchange = async (url: URL, attempt: Attempt): Promise<{ token: string; seconds: number }> => {
    const parameters = oauth.validateAuthResponse(server, client, url, attempt.state)
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.ClientSecretPost(login.clientSecret),
      parameters,
      login.callbackUrl,
      attempt.verifier,
      {
        // The hub's internal address is plain http on most hubs.
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: (address, init) => hubFetch(new URL(address), tokenRequest(init)),
        signal: AbortSignal.timeout(service.timeouts.normal),
      },
    )
    const answer = await oauth.processAuthorizationCodeResponse(server, client, response)
    return { token: answer.access_token, seconds: answer.expires_in ?? 24 * 3600 }
  }

  return {
    async begin(request, next) {
      const state = oauth.generateRandomState()
      const verifier = oauth.generateRandomCodeVerifier()
      const now = Math.floor(clock() / 1000)
      const attempt: Attempt = { state, verifier, next: nextPath(next, service.prefix) }
      const value = await new EncryptJWT(attempt)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(now + attemptSeconds)
        .encrypt(await key)
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: login.clientId,
        redirect_uri: login.callbackUrl,
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return redirect(`${service.hubUrl}api/oauth2/authorize?${query}`, [
        attemptCookie(request, state, value, attemptSeconds),
      ])
    },

    async finish(request) {
      const url = new URL(request.url)
      const state = url.searchParams.get('state') ?? ''
      const attempt = await readAttempt(request, state)
      if (!attempt) return callbackNotice({ kind: 'unknown-attempt' }, service.prefix, service.prefix)
      const forget = attemptCookie(request, state, '', 0)
      try {
        const { token, seconds } = await exchange(url, attempt)
        return redirect(attempt.next, [forget, await sessions.begin(request, token, seconds)])
      } catch (error) {
        const failure = failureOf(error, isDetoured)
        const reason =
          failure.kind === 'refused'
            ? `the hub answered ${failure.code}`
            : `${server.token_endpoint}: ${reasonOf(error)}`
        log('warning', `a login did not work out: ${reason}`)
        const notice = callbackNotice(failure, attempt.next, service.prefix)
        notice.headers.append('Set-Cookie', forget)
        return notice
      }
    },
  }
}

function cookieNameOf(state: string): string {
  return `hubscope-login-${state.replaceAll(/[^\w-]/g, '').slice(0, 16)}`
}

function tokenRequest(init: oauth.CustomFetchOptions<'POST', URLSearchParams>): RequestInit {
  return {
    method: init.method,
    headers: init.headers,
    body: init.body,
    redirect: init.redirect,
    ...(init.signal ? { signal: init.signal } : {}),
  }
}

function failureOf(error: unknown, isDetoured: boolean): LoginFailure {
  const refusal = refusalOf(error)
  if (refusal) return refusal
  if (isDetoured) return { kind: 'detour' }
  const isAnswered =
    error instanceof oauth.OperationProcessingError || error instanceof oauth.WWWAuthenticateChallengeError
  if (isAnswered) return { kind: 'strange' }
  return { kind: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'silence' }
}

/** The hub’s 401 names the error in its challenge too, and that is what the library then reads. */
function refusalOf(error: unknown): LoginFailure | undefined {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    return { kind: 'refused', code: error.error, description: error.error_description }
  }
  if (!(error instanceof oauth.WWWAuthenticateChallengeError)) return undefined
  const said = error.cause.find(({ parameters }) => parameters.error !== undefined)?.parameters
  return said?.error === undefined
    ? undefined
    : { kind: 'refused', code: said.error, description: said.error_description }
}

/** Built by hand: `Response.redirect` refuses paths, and the browser alone knows the host. */
function redirect(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: location, 'Cache-Control': 'no-store' })
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 302, headers })
}
