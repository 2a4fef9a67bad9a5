import { type Answer, pathOf } from '../answer.ts'
import { answeredBy } from '../answered-by.ts'
import { areaOf, type Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { found, remedy, type Rule } from './found.ts'

/** What somebody else answered in the hub’s place, by the headers and bodies that curl and HAR files show. */
export const edgeAnswerRules: readonly Rule[] = [
  ownLogin,
  portal,
  cache,
  blocked,
  replaced,
  rateLimited,
  pathsMissing,
  badGateway,
  cookiesStripped,
  corporateProxy,
]

const ofApi = (answer: Answer) => areaOf(answer) === 'hub/api'
const byEdge = (answer: Answer) => answeredBy(answer) === 'edge'

/** Requests by somebody who wants data, answered by somebody who is not the hub. */
function edgeAnswers(seen: Observed, test: (answer: Answer) => boolean): Answer[] {
  return seen.answers.filter((answer) => byEdge(answer) && test(answer))
}

function ownLogin(seen: Observed): readonly TextFinding[] {
  const shown = edgeAnswers(seen, ({ status }) => status === 401)
  const logged = seen.answers.filter(
    ({ status, exchange, line }) => status === 401 && !exchange && line.source === 'access',
  )
  if (shown.length === 0 && logged.length < 1) return []
  const basic = shown.some(({ exchange }) =>
    /^basic/i.test(exchange?.responseHeaders.get('www-authenticate') ?? ''),
  )
  return [
    found(
      'edge-auth',
      basic ? 'certain' : shown.length > 0 ? 'likely' : 'possible',
      [...shown.slice(0, 2), ...logged.slice(0, 2)],
      {
        times: shown.length + logged.length,
        remedies: [remedy('Exempt /hub/api and /user/*/api from that login, or leave the login to the hub.')],
      },
    ),
  ]
}

const loginWords =
  /log ?in|sign ?in|single sign-on|SAMLRequest|keycloak|shibboleth|authelia|authentik|oauth2[-_]proxy|cloudflare access/i

function portal(seen: Observed): readonly TextFinding[] {
  const redirects = seen.answers.filter((answer) => {
    if (answer.status < 300 || answer.status >= 400 || !answer.exchange) return false
    const target = answer.location ?? ''
    const elsewhere =
      /^https?:\/\//.test(target) && answer.origin !== undefined && !target.startsWith(`${answer.origin}/`)
    return (
      (ofApi(answer) || /\/user\/[^/]+\/api\//.test(pathOf(answer))) &&
      !answer.exchange.responseHeaders.has('x-jupyterhub-version') &&
      elsewhere
    )
  })
  const pages = edgeAnswers(
    seen,
    (answer) =>
      answer.status === 200 &&
      ofApi(answer) &&
      isHtml(answer) &&
      loginWords.test(answer.exchange?.body ?? ''),
  )
  const words = seen.all('portal-redirect').filter(({ line }) => line.source !== 'config')
  const toApi = words.filter(({ line }) => /\/hub\/api|%2Fhub%2Fapi/i.test(line.text))
  const proofs = [
    ...redirects.slice(0, 3),
    ...pages.slice(0, 2),
    ...(toApi.length > 0 ? toApi : words).slice(0, 2),
  ]
  if (proofs.length === 0) return []
  const certain = redirects.length > 0 || toApi.length > 0
  return [
    found('sso-portal', certain ? 'certain' : 'likely', proofs, {
      times: redirects.length + pages.length + words.length,
      ...(redirects[0]?.location
        ? { title: `A login portal answers in the hub’s place (${hostOf(redirects[0].location)})` }
        : {}),
      remedies: [
        remedy(
          'Exempt the API and users’ servers from the portal; the hub checks its own tokens and logins.',
          'oauth2-proxy',
          'skip_auth_routes = ["^/hub/api/", "^/user/.*/api/"]',
        ),
        remedy('In a browser: open the site’s page once, so that the portal renews its session.'),
      ],
    }),
  ]
}

function cache(seen: Observed): readonly TextFinding[] {
  const all = seen.answers.filter((answer) => {
    const headers = answer.exchange?.responseHeaders
    const path = pathOf(answer)
    const ours = path === '' ? headers?.has('x-jupyterhub-version') : /\/(?:hub|user)\//.test(path)
    if (!headers || !ours || /\/static\//.test(path)) return false
    const hit = ['x-cache', 'x-cache-status', 'cf-cache-status', 'x-proxy-cache', 'x-varnish-cache'].some(
      (name) => /\bHIT\b/i.test(headers.get(name) ?? ''),
    )
    return hit || Number(headers.get('age') ?? 0) > 0
  })
  if (all.length === 0) return []
  return [
    found('edge-cache', 'certain', all.slice(0, 3), {
      times: all.length,
      ...(all[0]?.path ? { title: `A cache in front answers ${pathOf(all[0])} in the hub’s place` } : {}),
      remedies: [
        remedy(
          'Cache nothing under the hub:',
          'nginx',
          'proxy_cache off;',
          'proxy_no_cache 1;',
          'proxy_cache_bypass 1;',
        ),
        remedy('What may have leaked: answers of the API to other users. Empty the cache.'),
      ],
    }),
  ]
}

function blocked(seen: Observed): readonly TextFinding[] {
  const changing = (answer: Answer) => /^(?:PUT|PATCH|DELETE)$/.test(answer.method ?? '')
  const all = edgeAnswers(seen, (answer) => answer.status === 403 || answer.status === 405)
  const methods = all.filter(changing)
  const reads = all.filter((answer) => !changing(answer) && ofApi(answer))
  const logged = seen.answers.filter(
    (answer) =>
      answer.status === 405 && changing(answer) && !answer.exchange && answer.line.source === 'access',
  )
  const goodReads = (seen.tallies.get('GET hub/api good') ?? 0) > 0
  const findings: TextFinding[] = []
  if (methods.length > 0 || (logged.length > 0 && goodReads)) {
    findings.push(
      found(
        'edge-blocks-method',
        methods.length > 0 ? 'certain' : 'likely',
        [...methods.slice(0, 3), ...logged.slice(0, 3)],
        {
          times: methods.length + logged.length,
          title: `Something in front refuses ${[...new Set([...methods, ...logged].map(({ method }) => method))].join(' and ')}`,
          remedies: [
            remedy('Allow GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS for everything under the hub.'),
          ],
        },
      ),
    )
  }
  if (reads.length > 0) {
    findings.push(
      found(
        'edge-blocks-api',
        reads.length > 0 && methods.length > 0 ? 'likely' : 'certain',
        reads.slice(0, 3),
        {
          times: reads.length,
          explanation:
            'The 403 has neither the hub’s version header nor its form, so it comes from something in front: an access rule, a firewall, a filter.',
          remedies: [
            remedy(
              'Allow /hub/api for everybody who may open the hub’s pages. The hub checks who may do what.',
            ),
          ],
        },
      ),
    )
  }
  return findings
}

const isHtml = ({ exchange }: Answer) =>
  /text\/html/.test(exchange?.responseHeaders.get('content-type') ?? '') ||
  /^\s*<(?:!doctype|html)/i.test(exchange?.body ?? '')

function replaced(seen: Observed): readonly TextFinding[] {
  const headerAndPage = seen.answers.filter(
    (answer) =>
      answer.exchange?.responseHeaders.has('x-jupyterhub-version') === true &&
      answer.status >= 400 &&
      /<center>(?:nginx|openresty)|cloudflare|Apache\/[\d.]+.*Server at/i.test(answer.exchange.body),
  )
  const pages = edgeAnswers(
    seen,
    (answer) =>
      answer.status === 200 &&
      ofApi(answer) &&
      isHtml(answer) &&
      !loginWords.test(answer.exchange?.body ?? ''),
  )
  if (headerAndPage.length + pages.length === 0) return []
  return [
    found(
      'edge-replaces-errors',
      headerAndPage.length > 0 ? 'certain' : 'likely',
      [...headerAndPage.slice(0, 2), ...pages.slice(0, 2)],
      {
        times: headerAndPage.length + pages.length,
        remedies: [
          remedy('Pass the hub’s own answers on:', 'nginx', 'proxy_intercept_errors off;'),
          remedy('No error_page, try_files or fallback to a single-page application for the hub’s paths.'),
        ],
      },
    ),
  ]
}

function rateLimited(seen: Observed): readonly TextFinding[] {
  const all = edgeAnswers(seen, ({ status }) => status === 429)
  if (all.length === 0) return []
  return [
    found('edge-rate-limit', 'certain', all.slice(0, 3), {
      times: all.length,
      remedies: [
        remedy(
          'Raise the limit in front, or exempt the hub’s API and streams. The hub’s own 429 has a sentence in JSON.',
        ),
      ],
    }),
  ]
}

/** Traefik writes `"-"` for the router that it did not find; Envoy NR. */
const noRoute = /" 404 .*"-" "-" \d+ms$|" 404 NR /

function pathsMissing(seen: Observed): readonly TextFinding[] {
  const isServer = (answer: Answer) => /^\/(?:[^/]+\/)??(?:user|services)\//.test(pathOf(answer))
  const shown = edgeAnswers(seen, (answer) => answer.status === 404 && isServer(answer))
  const logged = seen.answers.filter(
    (answer) =>
      answer.status === 404 && isServer(answer) && (answer.flags === 'NR' || noRoute.test(answer.line.text)),
  )
  if (shown.length + logged.length === 0) return []
  return [
    found('edge-paths-missing', 'certain', [...shown.slice(0, 3), ...logged.slice(0, 2)], {
      times: shown.length + logged.length,
      remedies: [remedy('Send everything under the base URL to the hub’s proxy: /, not only /hub.')],
    }),
  ]
}

function badGateway(seen: Observed): readonly TextFinding[] {
  const shown = edgeAnswers(seen, ({ status }) => status === 502 || status === 504 || status === 503)
  const logged = seen.answers.filter(
    ({ status, exchange, line }) =>
      (status === 502 || status === 504) &&
      !exchange &&
      (line.source === 'access' || line.source === 'browser' || line.source === 'traefik'),
  )
  if (shown.length + logged.length === 0) return []
  const good =
    (seen.tallies.get('hub/api good') ?? 0) +
    (seen.tallies.get('hub good') ?? 0) +
    (seen.tallies.get('user good') ?? 0)
  const slow = logged.length > 0 && good > logged.length && logged.every(({ status }) => status === 504)
  return [
    found(
      slow ? 'edge-limits' : 'edge-upstream-down',
      shown.length > 0 || good === 0 ? 'likely' : 'possible',
      [...shown.slice(0, 3), ...logged.slice(0, 3)],
      {
        times: shown.length + logged.length,
        remedies: [
          remedy(
            'See whether the hub’s proxy runs and answers where the proxy in front looks for it; read that proxy’s error log here.',
          ),
        ],
      },
    ),
  ]
}

/** The login succeeds, and its cookies do not come, or do not come back. */
function cookiesStripped(seen: Observed): readonly TextFinding[] {
  const logins = seen.answers.filter(
    ({ method, status, exchange, path, location }) =>
      method === 'POST' &&
      status === 302 &&
      exchange !== undefined &&
      exchange.responseHeaders.size > 0 &&
      /\/hub\/login/.test(path ?? '') &&
      !/\/hub\/login/.test(location ?? ''),
  )
  const bare = logins.filter(({ exchange }) => exchange?.setCookies.length === 0)
  const moved = seen.answers.filter((answer) =>
    (answer.exchange?.setCookies ?? []).some((cookie) => {
      const at = /;\s*path=([^;\s]+)/i.exec(cookie)?.[1]
      return (
        /^(?:jupyterhub-|_xsrf)/.test(cookie) &&
        at !== undefined &&
        !pathOf(answer).startsWith(at.replace(/\/$/, '')) &&
        !/jupyterhub-(?:user|services)/.test(cookie)
      )
    }),
  )
  const forgotten = seen.facts.forgottenLogins
  if (bare.length > 0 || moved.length > 0) {
    return [
      found('cookies-stripped', 'certain', [...bare.slice(0, 2), ...moved.slice(0, 2)], {
        title:
          bare.length > 0
            ? 'The answer to the login has no cookies any more'
            : 'The hub’s cookies are moved to a path where the page is not',
        remedies: [
          remedy(
            'Pass Set-Cookie on unchanged: no proxy_hide_header or proxy_ignore_headers Set-Cookie, no Header unset Set-Cookie.',
          ),
          remedy(
            'A rewritten cookie path must end where the public prefix is.',
            'nginx',
            'proxy_cookie_path /hub/ /jhub/hub/;',
          ),
        ],
      }),
    ]
  }
  if (forgotten.length < 2) return []
  return [
    found('cookies-stripped', 'likely', forgotten.slice(0, 3), {
      times: forgotten.length,
      explanation:
        'Users log in, and the very next request comes without the cookie and is sent to the login form. Something removes cookies on the way, or the browser does not keep them.',
      remedies: [remedy('Pass Set-Cookie and Cookie on unchanged.')],
    }),
    found('secure-cookie-on-http', 'possible', forgotten.slice(0, 1), {
      remedies: [
        remedy('If the site is opened over http while the hub is told https: redirect http to https.'),
      ],
    }),
  ]
}

/** A proxy that is meant for the way out stands between hub, proxy and servers. */
function corporateProxy(seen: Observed): readonly TextFinding[] {
  const refused = seen
    .all('proxy-env')
    .filter(({ groups }) => groups[2] !== undefined || groups[3] !== undefined)
  const errors = seen.all('proxy-error')
  const pages = seen.all('squid-page')
  const used = seen.all('proxy-env').filter((each) => !refused.includes(each))
  const via = seen.answers.filter(
    ({ exchange, status }) =>
      status >= 400 &&
      /squid|zscaler|bluecoat|proxysg|forcepoint/i.test(
        `${exchange?.responseHeaders.get('via') ?? ''} ${exchange?.responseHeaders.get('server') ?? ''}`,
      ),
  )
  const failed = seen.answers.some(({ exchange, status }) => exchange !== undefined && status >= 400)
  const proofs = [...errors.slice(0, 2), ...refused.slice(0, 2), ...pages.slice(0, 2), ...via.slice(0, 2)]
  if (proofs.length === 0 && !(used.length > 0 && failed)) return []
  return [
    found('http-proxy-env', proofs.length > 0 ? 'certain' : 'possible', [...proofs, ...used.slice(0, 1)], {
      times: Math.max(proofs.length, 1),
      remedies: [
        remedy(
          'Name the hub, and what it talks to, in NO_PROXY of hub, proxy and servers:',
          'environment',
          'NO_PROXY=localhost,127.0.0.1,hub,proxy-api,.svc,.cluster.local',
        ),
      ],
    }),
  ]
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url
}
