import type { FindingCode } from '../../codes.ts'
import type { Certainty } from '../../finding.ts'
import type { Answer } from '../answer.ts'
import type { TextFinding } from '../reading.ts'
import { type Denial, namesIdentity } from './denials.ts'
import { found, remedy } from './found.ts'

/**
 * Hubs before 4.0.2 speak of scopes whenever they knew nobody. Where the request is shown, its headers tell why.
 * Source: `get_current_user` and `check_referer` of JupyterHub 3.1.1.
 */
export function dropped(denials: readonly Denial[]): readonly TextFinding[] | undefined {
  for (const { answer, version, proofs } of denials) {
    const headers = answer?.exchange?.requestHeaders
    if (!answer || !headers || headers.size === 0 || namesIdentity(version) !== false) continue
    const why = reasonOf(answer, headers)
    if (why) {
      return [
        found(why.code, why.certainty, [...proofs, answer], {
          title: why.title,
          explanation: `JupyterHub ${version?.text} says this whenever it knew nobody; it is not about scopes. ${why.explanation}`,
          remedies: [remedy(why.fix)],
        }),
      ]
    }
  }
  return undefined
}

interface Reason {
  code: FindingCode
  certainty: Certainty
  title: string
  explanation: string
  fix: string
}

function reasonOf({ method, origin }: Answer, headers: ReadonlyMap<string, string>): Reason | undefined {
  const authorization = headers.get('authorization')
  if (authorization === undefined && !headers.has('cookie')) {
    return {
      code: 'creds-missing',
      certainty: 'certain',
      title: 'The call carried neither a token nor a cookie',
      explanation: 'The request shows no Authorization header and no cookie.',
      fix: 'Send a token as “Authorization: token …”.',
    }
  }
  if (authorization !== undefined) {
    return /^(?:token|bearer) /i.test(authorization)
      ? undefined
      : {
          code: 'creds-missing',
          certainty: 'certain',
          title: 'The Authorization header is malformed',
          explanation: 'The hub reads “token …” and “Bearer …” only.',
          fix: 'Write “Authorization: token …”, without a colon after the first word.',
        }
  }
  const type = headers.get('content-type')
  if (method === 'POST' && type !== undefined && !type.includes('application/json')) {
    return {
      code: 'content-type-403',
      certainty: 'likely',
      title: `A POST with a cookie was sent as ${type}`,
      explanation: 'It drops the login of such a call.',
      fix: 'Send it as application/json.',
    }
  }
  return refererReason(headers.get('referer'), origin)
}

function refererReason(referer: string | undefined, origin: string | undefined): Reason | undefined {
  if (referer === undefined) {
    return {
      code: 'ref-missing',
      certainty: 'likely',
      title: 'The call with a cookie carried no Referer',
      explanation: 'It takes the cookie of an API call only with a Referer that names the hub.',
      fix: 'Take Referrer-Policy: no-referrer out of the proxy’s headers, or upgrade the hub to 4.0 or later.',
    }
  }
  const outside = !/^https?:\/\/[^/]+\/(?:[^/]+\/)*hub\//.test(referer)
  if (!outside && (origin === undefined || referer.startsWith(`${origin}/`))) return undefined
  return {
    code: 'ref-blocked',
    certainty: 'likely',
    title: outside
      ? 'A page outside /hub/ calls the API with the hub’s cookie'
      : 'The page’s address and the hub’s differ',
    explanation: `The Referer is ${referer}, and the hub wants one that begins with its own address, up to /hub/.`,
    fix: outside
      ? 'Let that page call the API with a token.'
      : 'Pass Host, X-Forwarded-Proto and X-Scheme on as the browser’s address has them.',
  }
}
