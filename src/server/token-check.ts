import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { identitySchema } from '#hub/wire/user.ts'
import { answeredByHeader, type TokenCheckAnswer, upstreamTimeHeader } from './contract.ts'
import type { ServiceConfig } from './config.ts'
import type { Csrf } from './csrf.ts'
import { type Hub, HubSilence } from './hub.ts'
import { answerWith, refuse, refuseSilence } from './refusal.ts'
import { createRateLimit } from './rate-limit.ts'
import { readBody } from './request-body.ts'
import type { Session } from './session.ts'

const largestBody = 4096
const checksPerMinute = 10

/** What can stand in a header; the hub's own tokens are letters and digits. */
const bodySchema = z.object({ token: z.string().check(z.regex(/^[\x21-\x7e]{1,1024}$/)) })

/**
 * `POST api/token-check` with `{"token": "..."}`: what the hub says of any token, 200 also when it does not accept it. The
 * token is used for one `GET /user` and then forgotten: no answer, log line or error of this service repeats it.
 */
export function createTokenReport(config: ServiceConfig, hub: Hub, csrf: Csrf, clock: () => number) {
  const mayCheck = createRateLimit(checksPerMinute, 60_000, clock)
  return async (request: Request, session: Session): Promise<Response> => {
    const objection = await csrf.objection(request, session.id)
    if (objection) return refuse(403, 'csrf', objection)
    const body = await readBody(request, largestBody)
    if (body === 'too-large') return refuse(413, 'too-large', 'A token is shorter than that.')
    const sent = bodySchema.safeParse(parseJson(new TextDecoder().decode(body ?? new Uint8Array())))
    if (!sent.success) return refuse(400, 'bad-request', 'This is no token: a token has no blanks in it.')
    const wait = mayCheck(session.id)
    if (wait > 0) {
      const message = `That are many tokens in one minute. The next one can be checked in ${wait} s.`
      return refuse(429, 'too-many', message, { 'Retry-After': String(wait) })
    }
    return report(config, hub, sent.data.token, request.signal)
  }
}

async function report(
  config: ServiceConfig,
  hub: Hub,
  token: string,
  signal: AbortSignal,
): Promise<Response> {
  try {
    const { response, answeredBy, ms } = await hub.ask({
      method: 'GET',
      path: '/user',
      token,
      signal,
      timeout: config.timeouts.normal,
    })
    const text = await response.text()
    if (answeredBy !== 'hub') {
      const message = `Something in front of the hub answered instead of it (${response.status}).`
      return refuse(502, 'unreachable', message, { [answeredByHeader]: 'proxy' })
    }
    const headers = { [upstreamTimeHeader]: String(ms) }
    if (response.status === 401 || response.status === 403)
      return answerWith({ state: 'refused' } satisfies TokenCheckAnswer, headers)
    const identity = response.ok ? identitySchema.safeParse(parseJson(text)) : undefined
    if (!identity?.success) {
      return refuse(502, 'unreachable', `The hub could not say whose token it is (${response.status}).`)
    }
    // Only what is asked about: the whole model of a user may hold more than its owner wants shown.
    const { kind, name, admin, scopes, token_id } = identity.data
    const accepted = { state: 'accepted', kind, name, admin, scopes, tokenId: token_id ?? null } as const
    return answerWith(accepted satisfies TokenCheckAnswer, headers)
  } catch (error) {
    if (error instanceof HubSilence) return refuseSilence(error.message, error.timedOut)
    throw error
  }
}
