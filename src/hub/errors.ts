/** Who gave an answer, or that nobody did. */
export type Answerer = 'hub' | 'proxy' | 'service' | 'nobody'

interface ErrorBase {
  /** The operation's id in `operations.ts`, e.g. `stopServer`. */
  operation: string
  /** One sentence for a person, in the answerer's own words where there are some. */
  message: string
}

/** The answer was a refusal: any status of 400 and above. `message` is the hub's own, or the status text. */
export interface RefusedError extends ErrorBase {
  tag: 'refused'
  status: number
  answeredBy: Answerer
  /** The scopes any one of which would do, when the answer names them. */
  requiredScopes: string[] | undefined
  /** Seconds, from `Retry-After`. */
  retryAfter: number | undefined
}

/** The login ended: no session, or its token expired or was revoked. */
export interface SignedOutError extends ErrorBase {
  tag: 'signed-out'
  reason: 'no-session' | 'expired'
}

/** Nobody answered: connection refused, network gone, or nothing within the time limit. */
export interface UnreachableError extends ErrorBase {
  tag: 'unreachable'
  timedOut: boolean
}

/** The answer was not what the operation's schema says. `path` is where, in dots. */
export interface MismatchError extends ErrorBase {
  tag: 'mismatch'
  path: string
}

/** We took the request back ourselves. Never shown. */
export interface AbortedError extends ErrorBase {
  tag: 'aborted'
}

export type HubError = RefusedError | SignedOutError | UnreachableError | MismatchError | AbortedError

/** The throwable that carries a `HubError`; branch on `error.detail.tag`. */
export class HubFailure extends Error {
  override readonly name = 'HubFailure'
  readonly detail: HubError
  /** The id of the recorded exchange that failed, where exchanges are recorded. */
  readonly exchange: number | undefined
  constructor(detail: HubError, exchange?: number) {
    super(detail.message)
    this.detail = detail
    this.exchange = exchange
  }
}

const requiresAnyOf = /requires any of \[([^\]]*)\]/

/**
 * The scopes named by the hub's own denial, in its order; undefined when the text is another one.
 * Source: `needs_scope` in jupyterhub/scopes.py.
 */
export function requiredScopesOf(message: string | null | undefined): string[] | undefined {
  const list = message ? requiresAnyOf.exec(message)?.[1] : undefined
  return list
    ?.split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '')
}

/** The denial that looks like a missing resource: out of the filter, or not there; the hub will not say which. */
export const filteredMessage = 'No access to resources or resources not found'
