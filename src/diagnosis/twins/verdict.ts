import { type HubVersion, saysScopesToStrangers } from '#hub/versions.ts'
import type { FindingCode } from '../codes.ts'
import type { Certainty } from '../finding.ts'
import { type Meaning, meaningOf, type Twins } from './answers.ts'

/** What the comparison shows. */
export interface Verdict {
  code: FindingCode
  certainty: Certainty
  title: string
  explanation: string
}

export interface Compared {
  twins: Twins
  /** What the request was refused with, in the hub's own words. */
  refusedWith: string | undefined
  version: HubVersion | undefined
  /** The request was `GET /user`. */
  isWhoAmI?: boolean
}

type Pattern = Partial<Record<keyof Twins, Meaning>>

/**
 * Sets the answers side by side: where the same question gets different answers, what differs between them is the cause.
 * Looks at who answered before what was said, since an answer that is not the hub's says nothing about rights.
 */
export function verdictOf({ twins, refusedWith, version, isWhoAmI = false }: Compared): Verdict {
  const meaning = (way: keyof Twins) => {
    const answer = twins[way]
    return answer && meaningOf(answer, isWhoAmI)
  }
  const pattern: Pattern = {
    ...given('token', meaning('token')),
    ...given('cookie', meaning('cookie')),
    ...given('nobody', meaning('nobody')),
  }
  return path(pattern) ?? disguise(pattern, refusedWith) ?? rights(pattern, version) ?? undecided(pattern)
}

function given(way: keyof Twins, meaning: Meaning | undefined): Pattern {
  return meaning === undefined ? {} : { [way]: meaning }
}

const fromHub: ReadonlySet<Meaning> = new Set(['passes', 'scope', 'filtered', 'stranger', 'xsrf', 'other'])

function heard(meaning: Meaning | undefined): boolean {
  return meaning !== undefined && fromHub.has(meaning)
}

/** A fault of the way and not of rights: one way reaches the hub and the other does not. */
function path({ token, cookie, nobody }: Pattern): Verdict | undefined {
  const direct = [cookie, nobody]
  if (heard(token) && direct.some((each) => each === 'edge' || each === 'gateway')) {
    const isGateway = direct.includes('gateway')
    return {
      code: isGateway ? 'edge-upstream-down' : 'edge-answered',
      certainty: 'certain',
      title: isGateway
        ? 'The proxy in front of the hub does not reach it; Hubscope’s service does'
        : 'Something in front of the hub answers in its place',
      explanation:
        'Hubscope’s service, which asks the hub on its own address, got the hub’s answer. The page, which asks on the public address, did not.',
    }
  }
  if ((token === 'silence' || token === 'gateway' || token === 'edge') && direct.some(heard)) {
    return {
      code: 'hub-unreachable',
      certainty: 'certain',
      title: 'The hub answers this page, and not Hubscope’s service',
      explanation:
        'On the public address the hub is there. On the address that the service uses, inside, it is not: its hub API address, name resolution or a network rule keeps them apart.',
    }
  }
  if (token === 'silence' && direct.every((each) => each === undefined || each === 'silence')) {
    return {
      code: 'service-unreachable',
      certainty: 'likely',
      title: 'Nobody answers',
      explanation: 'No way led to an answer: the network of this browser is gone, or the proxy in front is.',
    }
  }
  return undefined
}

/** Sentences that the hub says for more than one reason. */
function disguise({ token, cookie }: Pattern, refusedWith = ''): Verdict | undefined {
  const isXsrf = /^'_xsrf' argument missing|^XSRF cookie does not match/.test(refusedWith)
  if (isXsrf && cookie === 'stranger') {
    return {
      code: 'xsrf-mask',
      certainty: 'certain',
      title: 'The XSRF message hides a missing login',
      explanation:
        'Asked again with the same cookie in a way that needs no XSRF value, the hub knows nobody. It checks XSRF before it complains about identity.',
    }
  }
  if (isXsrf && token === 'stranger') {
    return {
      code: 'xsrf-mask',
      certainty: 'certain',
      title: 'The XSRF message hides a bad token',
      explanation:
        'Sent without the cookie, the token is refused for itself. Beside a good cookie the hub falls back to that, and then misses its XSRF value.',
    }
  }
  if (isXsrf && cookie !== undefined && cookie !== 'xsrf' && heard(cookie)) {
    return {
      code: 'xsrf-missing',
      certainty: 'certain',
      title: 'The login is fine; the XSRF value was missing',
      explanation:
        'Asked again with the same cookie in a way that needs no XSRF value, the hub knows who asks.',
    }
  }
  if (token === 'stranger') {
    return cookie !== undefined && cookie !== 'stranger' && heard(cookie)
      ? {
          code: 'creds-missing',
          certainty: 'certain',
          title: 'The hub does not take Hubscope’s token, and knows you by its own cookie',
          explanation:
            'Your login at the hub stands. The token of this login of Hubscope has ended or was revoked, or something removes the Authorization header between Hubscope and the hub.',
        }
      : {
          code: 'creds-missing',
          certainty: 'certain',
          title: 'The hub knows you by neither token nor cookie',
          explanation: 'Both logins have ended. Log in again.',
        }
  }
  return undefined
}

/** The way and the logins are good: what is left are rights. */
function rights({ token, cookie, nobody }: Pattern, version: HubVersion | undefined): Verdict | undefined {
  if (token === 'passes') {
    return {
      code: 'unexplained',
      certainty: 'certain',
      title: 'The same request is answered now',
      explanation: 'What refused it has passed: a role, a group or the server’s state has changed since.',
    }
  }
  if (cookie === 'passes' && (token === 'scope' || token === 'filtered')) {
    return {
      code: token === 'scope' ? 'scope-denied' : 'scope-filtered-404',
      certainty: 'certain',
      title: 'Your account may; this login of Hubscope may not',
      explanation:
        'With the hub’s own cookie, which carries all your roles, the hub answers. With Hubscope’s token it refuses: Hubscope was not given that right, or not for this, or not yet when you logged in.',
    }
  }
  if (token === 'scope' && cookie === 'scope') {
    // Up to 4.0.1 the hub says so to strangers too, so the cookie alone proves nothing.
    if (nobody === 'scope' && version && saysScopesToStrangers(version)) return undefined
    return {
      code: 'scope-denied',
      certainty: 'certain',
      title: 'Your own roles do not hold the scope',
      explanation:
        'The hub refuses in the same words with its own cookie, which carries all your roles. Only a role helps.',
    }
  }
  if (token === 'filtered' && cookie === 'filtered') {
    return {
      code: 'scope-filtered-404',
      certainty: 'certain',
      title: 'Your own roles leave it out, or it is not there',
      explanation:
        'The hub answers the same to its own cookie, which carries all your roles. Only a role helps, if there is such a thing.',
    }
  }
  return undefined
}

function undecided({ token, cookie }: Pattern): Verdict {
  const why =
    cookie === undefined
      ? 'The way with the hub’s cookie could not be gone, so that there is nothing to compare with.'
      : cookie === 'stranger'
        ? 'This browser has no login at the hub itself any more, so that its cookie shows nothing. Log in at the hub and compare again.'
        : cookie === 'xsrf' || token === 'scope'
          ? 'This version of the hub does not take its cookie from pages that are not its own, so that the cookie shows nothing.'
          : 'The answers fit no pattern that Hubscope knows.'
  return {
    code: 'unexplained',
    certainty: 'possible',
    title: 'The comparison does not decide it',
    explanation: why,
  }
}
