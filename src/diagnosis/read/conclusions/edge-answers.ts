import { type Answer, pathOf } from '../answer.ts'
import { edgeAnswers, isHtml, loginWords, ofApi } from '../answered-by.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { keepErrors, noCache } from '../recipes.ts'
import { found, remedy, type Rule } from './found.ts'

/** What somebody else answered in the hub’s place. */
export const edgeAnswerRules: readonly Rule[] = [
  cache,
  blocked,
  replaced,
  rateLimited,
  pathsMissing,
  badGateway,
]

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
        noCache(seen.facts),
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
          keepErrors(seen.facts),
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
