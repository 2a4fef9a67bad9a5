import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'
import { quoted } from '../words.ts'

/**
 * The hub misses its XSRF value, which it wants of cookies only: a request with a token it takes is never asked for it.
 * Source: `check_xsrf_cookie` in jupyterhub/apihandlers/base.py.
 */
export function xsrf({ request }: Evidence): Finding | undefined {
  const { error, answeredBy, throughService } = request
  if (error.tag !== 'refused' || error.status !== 403 || answeredBy !== 'hub') return undefined
  const { message } = error
  if (!/^'_xsrf' argument missing|^XSRF cookie does not match/.test(message)) return undefined
  if (throughService) {
    return {
      code: 'xsrf-mask',
      certainty: 'likely',
      title: 'The XSRF message hides a token that the hub does not take',
      explanation: `The hub says ${quoted(message)}. Hubscope sends a token, and of a token that it takes the hub wants no XSRF value. So the token is unknown or was removed on the way, and a cookie stands beside it.`,
      fixes: [
        { text: 'Log in again. You come back to this page.', lines: [] },
        {
          text: 'If that does not help, look for a proxy between Hubscope and the hub that removes the Authorization header or adds cookies.',
          lines: [],
        },
      ],
    }
  }
  return {
    code: 'xsrf-missing',
    certainty: 'possible',
    title: 'A call with the hub’s cookie came without the right XSRF value, or nobody was logged in',
    explanation: `The hub says ${quoted(message)}. It checks this before it complains about a missing login, so the same words stand for both.`,
    fixes: [{ text: 'Send a token instead of the cookie, or log in at the hub again.', lines: [] }],
  }
}
