import { type Answer, type Exchange, pathOf } from '../answer.ts'
import type { Observed } from '../observed.ts'
import type { Remedy, TextFinding } from '../reading.ts'
import { found, refusals, remedy } from './found.ts'

const newToken = remedy(
  'Make a new token at /hub/token and send it as “Authorization: token …”. See when it expires.',
)
const json = remedy('Send it as JSON.', 'JavaScript', "headers: { 'Content-Type': 'application/json' }")

/** Tokens and logins that the hub did not see, and why. */
export function credentialFindings(seen: Observed): readonly TextFinding[] {
  return [...contentType(seen), ...missing(seen), ...pageWithToken(seen), ...expired(seen)]
}

function contentType(seen: Observed): readonly TextFinding[] {
  const all = seen.all('content-type')
  const exchanged = seen.answers.filter(isPlainPost)
  const [first] = all
  if (!first && exchanged.length === 0) return []
  const type = first?.groups[1] ?? exchanged[0]?.exchange?.requestHeaders.get('content-type')
  const followed = seen.answers.filter(({ before }) => before?.contentType !== undefined)
  return [
    found(
      'content-type-403',
      'certain',
      [...all.slice(0, 2), ...followed.slice(0, 1), ...exchanged.slice(0, 2)],
      {
        title: `A POST with a cookie was sent as ${type ?? 'something else than JSON'}`,
        times: Math.max(seen.count('content-type'), exchanged.length),
        remedies: [json],
      },
    ),
  ]
}

/** A POST to the API with a cookie and without a token, whose type is not JSON, and that was refused. */
function isPlainPost({ method, status, exchange, path = '' }: Answer): boolean {
  if (method !== 'POST' || status !== 403 || !exchange || !/\/hub\/api\//.test(path)) return false
  const { requestHeaders } = exchange
  const type = requestHeaders.get('content-type')
  return (
    requestHeaders.has('cookie') &&
    !requestHeaders.has('authorization') &&
    type !== undefined &&
    !type.includes('application/json') &&
    /Missing or invalid credentials/.test(exchange.body)
  )
}

function missing(seen: Observed): readonly TextFinding[] {
  const told = refusals(seen, /^Missing or invalid credentials\.?$/)
  const all = [...told, ...seen.answers.filter(isUserWithoutIdentity)].filter(
    (answer) => answer.before?.contentType === undefined && !isPlainPost(answer),
  )
  const loose = seen
    .all('missing-credentials')
    .filter(({ line }) => !told.some((each) => isOf(each, line.number, line.text)))
  if (all.length === 0 && loose.length === 0) return []
  const wellFormed = all.filter((answer) => headerOf(answer) === 'well-formed')
  const stripped = wellFormed.find((answer) => twinOf(seen, answer) !== undefined)
  const others = all.filter((answer) => answer !== stripped)
  const telling = others.find((answer) => headerOf(answer) !== undefined)
  return [
    ...(stripped ? [removed(stripped, twinOf(seen, stripped))] : []),
    found(
      'creds-missing',
      others.length + loose.length > wellFormed.length - (stripped ? 1 : 0) ? 'certain' : 'likely',
      [...(others.length > 0 ? others : all).slice(0, 3), ...loose.slice(0, 2)],
      {
        ...words(telling && headerOf(telling), telling),
        times: Math.max(all.length, seen.count('missing-credentials')),
      },
    ),
    ...(!stripped && wellFormed.length > 0
      ? [
          found('auth-header-stripped', 'possible', wellFormed.slice(0, 1), {
            remedies: [askInside, letThrough],
          }),
        ]
      : []),
  ]
}

/** The line is the answer’s own, or part of the body that it shows. */
function isOf({ line, exchange }: Answer, number: number, text: string): boolean {
  return line.number === number || (exchange?.body.includes(text) ?? false)
}

function removed(refused: Answer, accepted: Answer | undefined): TextFinding {
  return found('auth-header-stripped', 'certain', [refused, accepted], {
    explanation: `The same kind of token was accepted at ${accepted?.origin ?? 'another address'} and not at ${refused.origin ?? 'this one'}: something in front of the latter removes the Authorization header.`,
    remedies: [letThrough],
  })
}

const letThrough = remedy(
  'Let the Authorization header through: no proxy_set_header Authorization "" (nginx), no RequestHeader unset Authorization (Apache), no “remove header” after a gateway’s own login.',
)
const askInside = remedy(
  'Send the same call to the hub’s own address. If it is accepted there, something in front removes the header.',
)

/** `GET /hub/api/user` is open to everybody with an identity, so its 403 means that there was none. */
function isUserWithoutIdentity({ status, path = '', exchange }: Answer): boolean {
  return (
    status === 403 &&
    exchange !== undefined &&
    (path.split('?')[0] ?? '').endsWith('/hub/api/user') &&
    /"message": ?(?:null|"Forbidden")/.test(exchange.body)
  )
}

type Header = 'absent' | 'colon' | 'quoted' | 'basic' | 'well-formed'

function headerOf({ exchange }: Answer): Header | undefined {
  return exchange && exchange.requestHeaders.size > 0 ? readHeader(exchange) : undefined
}

function readHeader({ requestHeaders }: Exchange): Header {
  const header = requestHeaders.get('authorization')
  if (header === undefined) return 'absent'
  if (/^(?:token|bearer):/i.test(header)) return 'colon'
  if (/^["']/.test(header)) return 'quoted'
  if (/^basic /i.test(header)) return 'basic'
  return 'well-formed'
}

function words(
  header: Header | undefined,
  answer: Answer | undefined,
): { title?: string; explanation?: string; remedies: Remedy[] } {
  switch (header) {
    case 'absent':
      return answer?.exchange?.requestHeaders.has('cookie')
        ? {
            title: 'The cookie stands for no login any more',
            remedies: [remedy('Log in again, or call with a token.'), newToken],
          }
        : { title: 'The call carried neither a token nor a cookie', remedies: [newToken] }
    case 'colon':
      return {
        title: 'The Authorization header is malformed: there is a colon after its first word',
        explanation:
          'The hub reads “Authorization: token …” and “Authorization: Bearer …”. With a colon in between it sees no token at all.',
        remedies: [
          remedy(
            'Write it without the second colon.',
            'curl',
            'curl -H "Authorization: token $JUPYTERHUB_API_TOKEN" …',
          ),
        ],
      }
    case 'quoted':
      return {
        title: 'The Authorization header begins with a quote',
        remedies: [remedy('Send the header’s value without quotes.')],
      }
    case 'basic':
      return {
        title: 'The Authorization header holds a password, not a token',
        explanation: 'The hub’s API takes tokens (“token …” or “Bearer …”), not Basic authentication.',
        remedies: [newToken],
      }
    default:
      return {
        remedies: [
          newToken,
          remedy(
            'Tokens end after their time, with a logout (those of the browser), or when the hub’s database is made anew.',
          ),
        ],
      }
  }
}

/** A call with a token that was accepted, at another address of the same hub. */
function twinOf(seen: Observed, refused: Answer): Answer | undefined {
  return seen.answers.find(
    ({ exchange, status, origin, path }) =>
      exchange !== undefined &&
      status < 300 &&
      origin !== refused.origin &&
      /\/hub\/api\//.test(path ?? '') &&
      readHeader(exchange) === 'well-formed',
  )
}

/** Pages take cookies only: a token there ends at the login form. */
function pageWithToken(seen: Observed): readonly TextFinding[] {
  const all = seen.answers.filter(
    (answer) =>
      answer.status === 302 &&
      answer.exchange?.requestHeaders.has('authorization') === true &&
      /\/hub\/login\?next=/.test(answer.location ?? '') &&
      !/\/hub\/api\//.test(answer.path ?? ''),
  )
  const [first] = all
  if (!first) return []
  return [
    found('creds-missing', 'certain', all, {
      title: `Pages such as ${pathOf(first)} take no tokens`,
      explanation:
        'The hub reads tokens on paths of its API only. On a page it looks for the cookie, finds none, and sends the caller to the login form.',
      remedies: [remedy('Call the API (/hub/api/…) with the token instead of the page.')],
    }),
  ]
}

function expired(seen: Observed): readonly TextFinding[] {
  const all = seen.all('auth-expired')
  const [first] = all
  if (!first) return []
  const user = first.groups.slice(1).find((name) => name !== undefined)
  return [
    found('login-expired', 'certain', all.slice(0, 3), {
      times: seen.count('auth-expired'),
      ...(user === undefined ? {} : { title: `The hub wants ${user} to log in again` }),
      remedies: [
        remedy(
          'Log out and in again. Whoever starts servers for others has to wait until they have done so.',
        ),
      ],
    }),
  ]
}
