import { pathOf } from '../answer.ts'
import { edgeAnswers, isHtml, loginWords, ofApi } from '../answered-by.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { found, remedy, type Rule } from './found.ts'

/** Logins, portals and proxies in front that answer callers in the hub’s place, or take their cookies. */
export const edgeLoginRules: readonly Rule[] = [ownLogin, portal, cookiesStripped, corporateProxy]

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
