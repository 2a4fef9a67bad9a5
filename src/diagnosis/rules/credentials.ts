import { isSince } from '#hub/versions.ts'
import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'
import { quoted } from '../words.ts'

const logIn = { text: 'Log in again. You come back to this page.', lines: [] }

/** What is over when there is no login any more: `expired`, the hub has dropped its token; else the session is gone. */
export function loginOver(reason: 'no-session' | 'expired'): Finding {
  return {
    code: 'creds-missing',
    certainty: 'certain',
    ...(reason === 'expired'
      ? {
          title: 'Your login has ended',
          explanation:
            'The hub no longer accepts the token that this login was given: a token ends after its time (14 days unless the hub says otherwise), with a logout from the hub, or when it is revoked. Hubscope’s service asked the hub to make sure.',
        }
      : {
          title: 'Nobody is logged in here',
          explanation:
            'The request carried no session of Hubscope: the browser has logged out, dropped the cookie, or keeps none.',
        }),
    fixes: [logIn],
  }
}

/** The service found no login, or the hub no longer takes its token, or says itself that there was none. */
export function credentialsMissing({ request, hubVersion }: Evidence): Finding | undefined {
  const { error } = request
  if (error.tag === 'signed-out') return loginOver(error.reason)
  if (error.tag !== 'refused' || error.status !== 403 || request.answeredBy !== 'hub') return undefined
  if (error.message !== 'Missing or invalid credentials.') return undefined
  return {
    code: 'creds-missing',
    certainty: hubVersion && isSince(hubVersion, '4.0') ? 'likely' : 'possible',
    title: 'The hub saw no valid token',
    explanation: `It says ${quoted(error.message)}: the token is unknown, expired or revoked, or something between Hubscope and the hub removed the Authorization header.`,
    fixes: [logIn],
  }
}
