import * as z from 'zod/mini'
import { probePaths } from '#diagnosis/doctor/paths.ts'
import { progressEventSchema } from '#hub/progress.ts'
import { identitySchema } from '#hub/wire/user.ts'

/** Paths of the service's own endpoints, relative to its prefix. The hub's API is relayed under `hub/api`. */
export const servicePaths = {
  session: 'api/session',
  progress: 'api/progress',
  health: 'api/health',
  ...probePaths,
  login: 'api/login',
  logout: 'api/logout',
  tokenCheck: 'api/token-check',
  callback: 'oauth_callback',
  relay: 'hub/api',
} as const

/** Request header: the page's `location.origin`, to which the CSRF token is bound. */
export const originHeader = 'X-Hubscope-Origin'
/** Request header of every write. */
export const csrfHeader = 'X-Hubscope-CSRF'
/** Response header: who gave the answer (`hub`, `proxy`, `service`, `nobody`). Absent: something in between did. */
export const answeredByHeader = 'X-Hubscope-Answered-By'
/** Response header: milliseconds the service waited for the upstream's response headers. */
export const upstreamTimeHeader = 'X-Hubscope-Upstream-Ms'

/** Response header of the page for a login that did not work out: the kind of `LoginFailure`, or `invalid_client`. */
export const loginFailureHeader = 'X-Hubscope-Login-Failure'

/** Response header of the relay, the session and the progress stream: JSON of `echoSchema`, values cut where too long. */
export const arrivalHeader = 'X-Hubscope-Arrival'

/** `GET api/session` when signed in. */
const signedInSchema = z.object({
  state: z.literal('signed-in'),
  identity: identitySchema,
  hub: z.object({ version: z.string() }),
  prefix: z.string(),
  /** The hub's public path, e.g. `/jupyter/hub/`, or an absolute URL in subdomain mode. */
  hubUrl: z.string(),
  /** Raw scopes this service may be delegated, as the config block tells; null when it does not. */
  delegable: z.nullable(z.array(z.string())),
  csrf: z.string(),
  service: z.object({ name: z.string(), version: z.string() }),
})

/** `GET api/session` otherwise; `expired`: there was a login, and the hub no longer accepts its token. */
const signedOutSchema = z.object({
  state: z.literal('signed-out'),
  reason: z.enum(['no-session', 'expired']),
  prefix: z.string(),
})

export const sessionSchema = z.discriminatedUnion('state', [signedInSchema, signedOutSchema])
export type SignedIn = z.infer<typeof signedInSchema>
export type SessionAnswer = z.infer<typeof sessionSchema>

/**
 * Frames of `GET api/progress?server=alice/&server=bob/gpu`, one JSON object per SSE `data:`; every frame names its
 * server (`user/server`) and `at`, ms since the epoch when the service received it.
 */
export const progressFrameSchema = z.discriminatedUnion('kind', [
  /** The hub opened the stream. */
  z.object({ kind: z.literal('opened'), server: z.string(), at: z.number(), status: z.number() }),
  /**
   * One event; `index` counts from 0 within the hub's list, which the hub repeats from its start to every subscriber; it
   * replaces what was known from this index on. `replayed`: it came in the first burst, so `at` is not when it happened.
   */
  z.object({
    kind: z.literal('event'),
    server: z.string(),
    at: z.number(),
    index: z.number(),
    replayed: z.boolean(),
    event: progressEventSchema,
  }),
  /** The hub (or whoever `answeredBy` says) answered no stream: 404 never started, 400 is not starting, 403. */
  z.object({
    kind: z.literal('refused'),
    server: z.string(),
    at: z.number(),
    status: z.number(),
    message: z.nullable(z.string()),
    answeredBy: z.enum(['hub', 'proxy', 'service', 'nobody']),
  }),
  /** The stream is over. Not `complete`: it broke off without `ready` or `failed`, and several more tries did not help. */
  z.object({ kind: z.literal('closed'), server: z.string(), at: z.number(), complete: z.boolean() }),
])
export type ProgressFrame = z.infer<typeof progressFrameSchema>

/** Most servers one progress stream carries; the service refuses more with 400. */
export const maxWatchedServers = 100

/**
 * `POST api/token-check`: what the hub says of a token. `refused`: it does not accept it; expired, revoked, or none of this
 * hub's. `tokenId` from hub 5.0.
 */
export const tokenCheckSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('accepted'),
    kind: z.enum(['user', 'service']),
    name: z.string(),
    admin: z.optional(z.boolean()),
    scopes: z.array(z.string()),
    tokenId: z.nullable(z.string()),
  }),
  z.object({ state: z.literal('refused') }),
])
export type TokenCheckAnswer = z.infer<typeof tokenCheckSchema>

export const healthSchema = z.object({ status: z.literal('ok'), version: z.string() })

/** What a request looked like when it arrived; `src/diagnosis` reads it too. */
export { type Echo, echoSchema } from '#diagnosis/doctor/results.ts'

/**
 * Body of the service's own refusals, in the hub's form so that one parser reads both. `code` says what happened:
 * `no-session`, `expired`, `csrf`, `unknown-operation`, `method`, `bad-request`, `too-large`, `too-many`, `unreachable`, `timeout`.
 */
export const serviceRefusalSchema = z.object({
  status: z.number(),
  message: z.string(),
  code: z.enum([
    'no-session',
    'expired',
    'csrf',
    'unknown-operation',
    'method',
    'bad-request',
    'too-large',
    'too-many',
    'unreachable',
    'timeout',
    'internal',
  ]),
})
export type ServiceRefusal = z.infer<typeof serviceRefusalSchema>
