import { type Answerer, filteredMessage, requiredScopesOf } from '#hub/errors.ts'

/**
 * How a twin of a request was sent: `token` through Hubscope's service with the visitor's token, `cookie` from the page
 * straight to the hub with the hub's own login cookie, `nobody` straight to the hub without any credentials.
 */
export type TwinWay = 'token' | 'cookie' | 'nobody'

/** The answer to one twin. */
export interface TwinAnswer {
  /** Undefined: none came. 0: a redirect. */
  status: number | undefined
  answeredBy: Answerer
  /** The hub's own words. */
  message: string | undefined
}

/** The same request sent in several ways; undefined for a way that could not be gone. */
export type Twins = Partial<Record<TwinWay, TwinAnswer | undefined>>

/** What an answer says, as far as the comparison needs it. */
export type Meaning =
  | 'passes'
  /** The hub knows who asks, and no scope of theirs opens it. */
  | 'scope'
  /** Left out by a filter, or not there. */
  | 'filtered'
  /** The hub knows nobody. */
  | 'stranger'
  | 'xsrf'
  /** Something that is not the hub answered. */
  | 'edge'
  /** A proxy got no answer from what stands behind it. */
  | 'gateway'
  | 'silence'
  | 'other'

/** `isWhoAmI`: of `GET /user`, where every 403 means that the hub knows nobody. */
export function meaningOf({ status, answeredBy, message }: TwinAnswer, isWhoAmI = false): Meaning {
  if (status === undefined || answeredBy === 'nobody') return 'silence'
  if (answeredBy === 'service') return status === 401 ? 'stranger' : 'other'
  if (answeredBy === 'proxy') return status === 502 || status === 503 || status === 504 ? 'gateway' : 'edge'
  if (status < 400) return 'passes'
  if (status === 404) return message === filteredMessage ? 'filtered' : 'other'
  if (status !== 403) return 'other'
  if (/^'_xsrf' argument missing|^XSRF cookie does not match/.test(message ?? '')) return 'xsrf'
  if (isWhoAmI || message === 'Missing or invalid credentials.') return 'stranger'
  return requiredScopesOf(message) ? 'scope' : 'other'
}
