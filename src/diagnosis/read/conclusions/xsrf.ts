import { type Answer, pathOf } from '../answer.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { distinct, found, refusals, remedy } from './found.ts'

const withToken = remedy(
  'Call the API with “Authorization: token …” and without cookies; then no XSRF value is asked for.',
)
const logIn = remedy('Log in again, or replace the token; adding _xsrf would not help.')
const template = remedy(
  'Add the hidden field to your own login template.',
  'login.html',
  '<input type="hidden" name="_xsrf" value="{{ xsrf }}" />',
)

/** What the hub’s XSRF check means, which comes before it complains about identity. Source: jupyterhub/_xsrf_utils.py. */
export function xsrfFindings(seen: Observed): readonly TextFinding[] {
  return [...missing(seen), ...mismatch(seen), ...cookieRefused(seen), ...skipped(seen)]
}

const isLogin = (answer: Answer) => pathOf(answer).endsWith('/hub/login')

function missing(seen: Observed): readonly TextFinding[] {
  const all = refusals(seen, /'_xsrf' argument (?:missing|invalid)/)
  const loose = seen.all('xsrf-missing').filter(({ line }) => !covers(all, line.number, line.text))
  const form = seen.all('xsrf-login').filter(({ groups }) => /argument missing/.test(groups[1] ?? ''))
  const login = all.filter(isLogin)
  const masked = all.filter((answer) => !isLogin(answer) && maskOf(answer) !== undefined)
  const plain = all.filter((answer) => !isLogin(answer) && maskOf(answer) === undefined)
  const findings: TextFinding[] = []
  if (login.length > 0 || form.length > 0) {
    findings.push(
      found('xsrf-missing', 'certain', [...form.slice(0, 2), ...login.slice(0, 2)], {
        times: Math.max(form.length, login.length),
        title: 'The login form was sent without its XSRF value',
        explanation:
          'The hub’s own form carries the value in a hidden field. A login template from before 4.0, or a script that logs in, does not send it.',
        remedies: [
          template,
          remedy('A script should first GET the form and send back its _xsrf, or better use a token.'),
        ],
      }),
    )
  }
  if (masked.length > 0) {
    const why = maskOf(masked[0])
    findings.push(
      found('xsrf-mask', 'certain', masked.slice(0, 3), {
        times: masked.length,
        title:
          why === 'token'
            ? 'The hub asks for _xsrf, but the fault is the token'
            : 'The hub asks for _xsrf, but nobody was logged in',
        explanation:
          why === 'token'
            ? 'The call carried a token and a cookie. With a good token the hub asks for no XSRF value; it fell back to the cookie, so it does not know the token.'
            : 'No user stands in the access line of the refused call. The hub checks XSRF before it complains about identity when the browser sends an Origin.',
        remedies: [logIn],
      }),
    )
  }
  const server = plain.filter(({ line }) => line.source === 'server')
  if (plain.length > 0) {
    const certain = server.length > 0 || plain.some(({ exchange }) => exchange !== undefined)
    const paths = distinct(plain.map(pathOf)).slice(0, 3).join(', ')
    findings.push(
      found('xsrf-missing', certain ? 'certain' : 'likely', plain.slice(0, 3), {
        times: plain.length,
        explanation: `${paths} ${plain.length > 1 ? 'were' : 'was'} called with a cookie and without the XSRF value. Since 4.0 that is refused on API paths, for reading too. Scripts, extensions and pages outside /hub/ meet this.`,
        remedies: [
          withToken,
          remedy(
            'Pages of the hub itself can send it: ?_xsrf=… from window.jhdata.xsrf_token, or X-XSRFToken.',
          ),
          remedy('On hubs 4.1.0 to 4.1.3 upgrade first: these refused too much.'),
        ],
      }),
    )
  } else if (loose.length > 0 && findings.length === 0) {
    findings.push(
      found('xsrf-missing', 'likely', loose.slice(0, 2), { times: loose.length, remedies: [withToken] }),
      found('xsrf-mask', 'possible', loose.slice(0, 1), { remedies: [logIn] }),
    )
  }
  if (plain.length > 0 && plain.every(({ exchange }) => !exchange) && server.length === 0) {
    findings.push(
      found('xsrf-mask', 'possible', plain.slice(0, 1), {
        title: 'It may also be a bad token next to a good cookie',
        remedies: [remedy('If the caller sends a token: replace it, and send it without cookies.')],
      }),
    )
  }
  return findings
}

/** Whether XSRF is only what the hub speaks of: a bad token beside a cookie, or nobody logged in. */
function maskOf(answer: Answer | undefined): 'token' | 'nobody' | undefined {
  const headers = answer?.exchange?.requestHeaders
  if (headers?.has('authorization') && headers.has('cookie')) return 'token'
  if (answer?.line.source === 'hub' && answer.user === '') return 'nobody'
  if (
    headers &&
    !headers.has('authorization') &&
    !/jupyterhub-(?:hub-login|session-id|user-)/.test(headers.get('cookie') ?? '')
  ) {
    return headers.size > 0 ? 'nobody' : undefined
  }
  return undefined
}

function mismatch(seen: Observed): readonly TextFinding[] {
  const all = refusals(seen, /XSRF cookie does not match/)
  const form = seen.all('xsrf-login').filter(({ groups }) => /does not match/.test(groups[1] ?? ''))
  const page = seen.all('login-form-expired')
  const login = all.filter(isLogin)
  const elsewhere = all.filter((answer) => !isLogin(answer))
  const findings: TextFinding[] = []
  if (login.length > 0 || form.length > 0 || page.length > 0)
    findings.push(loginForm(seen, [...form, ...login, ...page]))
  if (elsewhere.length > 0) findings.push(...otherMismatch(seen, elsewhere))
  const loose = seen.all('xsrf-mismatch').filter(({ line }) => !covers(all, line.number, line.text))
  if (findings.length === 0 && loose.length > 0) {
    findings.push(
      found('xsrf-login-ip', 'possible', loose.slice(0, 2), { remedies: addressRemedies }),
      found('xsrf-wrong-path', 'possible', loose.slice(0, 1), { remedies: [withToken] }),
    )
  }
  return findings
}

const addressRemedies = [
  remedy('Tell the hub the client’s address.', 'nginx', 'proxy_set_header X-Real-IP $remote_addr;'),
  remedy(
    'On Kubernetes keep the client’s address up to the ingress.',
    'Service of the ingress',
    'externalTrafficPolicy: Local',
  ),
  remedy(
    'Where that is not possible, hubs from 5.3 on can leave private addresses out of the value.',
    'environment of the hub',
    'JUPYTERHUB_XSRF_ANONYMOUS_IP_CIDRS="10.0.0.0/8;172.16.0.0/12;192.168.0.0/16"',
  ),
]

function loginForm(
  seen: Observed,
  proofs: readonly (Answer | { line: Answer['line']; groups: readonly (string | undefined)[] })[],
): TextFinding {
  const shown = seen.facts.loginAddresses.get('GET') ?? new Set()
  const sent = seen.facts.loginAddresses.get('POST') ?? new Set()
  const addresses = [...new Set([...shown, ...sent])]
  const differ = shown.size > 0 && [...sent].some((address) => !shown.has(address))
  return found('xsrf-login-ip', differ ? 'certain' : 'likely', proofs.slice(0, 4), {
    times: proofs.length,
    explanation: `Before login the XSRF value is bound to the client’s address and browser, and it did not fit when the form came back.${
      addresses.length > 1
        ? ` The hub saw the login page asked for and sent from ${addresses.slice(0, 4).join(', ')}.`
        : ' A form that was open for more than an hour, or two tabs, do that too; when it happens again and again, the address changes.'
    }`,
    remedies: addressRemedies,
  })
}

function otherMismatch(seen: Observed, all: readonly Answer[]): readonly TextFinding[] {
  const cookie = seen.all('xsrf-incorrect-cookie')
  const outside = all.filter(({ referer }) => referer !== undefined && /\/(?:services|user)\//.test(referer))
  const spawn = all.filter((answer) => /\/hub\/spawn/.test(pathOf(answer)))
  const findings = [
    found(
      'xsrf-wrong-path',
      outside.length > 0 ? 'certain' : 'likely',
      [...(outside.length > 0 ? outside : all).slice(0, 3), ...cookie.slice(0, 1)],
      {
        times: all.length,
        remedies: [withToken],
      },
    ),
  ]
  if (spawn.length > 0 && outside.length === 0) {
    findings.push(
      found('xsrf-login-ip', 'possible', spawn.slice(0, 2), {
        explanation:
          'Before 5.5.0 the value also changed when the session cookie was lost after login, so that the form that starts a server no longer fitted.',
        remedies: [remedy('Upgrade the hub to 5.5.0 or later, and reload the page.')],
      }),
    )
  }
  return findings
}

/** A user’s server says that it did not take the cookie of a call. Source: jupyterhub/services/auth.py. */
function cookieRefused(seen: Observed): readonly TextFinding[] {
  const all = seen.all('cookie-auth-refused')
  const [first] = all
  if (!first) return []
  return [
    found('xsrf-missing', 'likely', all.slice(0, 3), {
      times: seen.count('cookie-auth-refused'),
      explanation: `A user’s server did not take the cookie of ${first.groups[1]} ${first.groups[2]}: ${first.groups[3]}. An extension or page calls it without the XSRF value.`,
      remedies: [
        remedy('Upgrade JupyterHub in the user’s image: 4.1.0 to 4.1.3 refused too much.'),
        remedy('Extensions should call through @jupyterlab/services, which sends the value.'),
      ],
    }),
  ]
}

/** On plain http browsers send no Sec-Fetch-*, so this proves something on https alone. */
function skipped(seen: Observed): readonly TextFinding[] {
  const all = seen.all('xsrf-skipped')
  if (all.length === 0) return []
  const origins = [...seen.facts.publicOrigins]
  const https = origins.some((origin) => origin.startsWith('https:'))
  if (!https && origins.length > 0) return []
  return [
    found('fetch-metadata-stripped', https ? 'likely' : 'possible', all.slice(0, 3), {
      times: seen.count('xsrf-skipped'),
      remedies: [
        remedy(
          'If the site is on https: let Origin, Sec-Fetch-Site, Sec-Fetch-Mode and Sec-Fetch-Dest pass through every proxy.',
        ),
        remedy('If it is on plain http: this is as it must be; serve it over https.'),
      ],
    }),
  ]
}

function covers(answers: readonly Answer[], number: number, text: string): boolean {
  return answers.some(
    ({ line, exchange }) => Math.abs(line.number - number) <= 1 || (exchange?.body.includes(text) ?? false),
  )
}
