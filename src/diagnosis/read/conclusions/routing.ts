import { type Answer, pathOf } from '../answer.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { distinct, found, remedy, type Rule } from './found.ts'

/** Ways that lead in circles, to the wrong place or nowhere. */
export const routingRules: readonly Rule[] = [redirectLoop, prefixMismatch, routeMissing, encodedPath]

const checkRoutes = remedy(
  'Have the hub compare its routes with the proxy’s now (scope proxy):',
  'curl',
  'curl -X POST -H "Authorization: token $JUPYTERHUB_API_TOKEN" https://HUB/hub/api/proxy',
)

function redirectLoop(seen: Observed): readonly TextFinding[] {
  const told = seen.all('loop-detected')
  const grave = told.filter(({ line }) => !/Redirect loop detected on/.test(line.text))
  // One round happens when a route is just being added; the second comes back to the hub only in a circle.
  const counted = seen.answers.filter(
    (answer) =>
      redirectsOf(answer) >= 3 || (redirectsOf(answer) === 2 && /\/hub\/user\//.test(pathOf(answer))),
  )
  const browser = [...seen.all('too-many-redirects')]
  const har = seen.unanswered.filter(({ error }) => /TOO_MANY_REDIRECTS/.test(error))
  const strong = grave.length + counted.length > 0 || told.length >= 2
  if (!strong && browser.length + har.length === 0) return []
  const begun = seen.answers.some((answer) => redirectsOf(answer) >= 1)
  const versions = seen.count('loop-versions') > 0
  const direct = seen.count('direct-hub') > 0
  const proofs = [
    ...grave.slice(0, 2),
    ...told.slice(0, 2),
    ...counted.slice(0, 2),
    ...browser.slice(0, 2),
    ...har.slice(0, 2),
  ]
  return [
    found(
      'redirect-loop-route',
      strong && !versions && !direct ? 'certain' : strong || begun ? 'likely' : 'possible',
      proofs,
      {
        times: told.length + browser.length + har.length || counted.length,
        remedies: [
          checkRoutes,
          remedy('Let browsers reach the proxy (port 8000, proxy-public), never the hub’s own port (8081).'),
          remedy(
            'With jupyterhub-traefik-proxy: its rules and the hub’s routes must agree on the trailing slash.',
          ),
        ],
      },
    ),
  ]
}

function redirectsOf({ path, location }: Answer): number {
  const count = /[?&]redirects=(\d+)/.exec(`${path ?? ''} ${location ?? ''}`)?.[1]
  return count === undefined ? 0 : Number(count)
}

function prefixMismatch(seen: Observed): readonly TextFinding[] {
  const doubled = seen.answers.filter(
    (answer) => isDoubled(pathOf(answer)) || isDoubled(answer.location ?? ''),
  )
  const slashes = seen.answers.filter(
    (answer) => answer.status === 404 && /^\/(?:[^?]*[^:?])?\/\//.test(answer.path ?? ''),
  )
  const debug = seen.all('chp-double-slash')
  const pages = [...seen.all('no-service-page')]
  const lost = seen.answers.filter(
    (answer) =>
      answer.status === 404 &&
      /lots of moons/.test(answer.exchange?.body ?? '') &&
      !/\/hub\//.test(pathOf(answer)),
  )
  const proofs = [
    ...doubled.slice(0, 3),
    ...slashes.slice(0, 2),
    ...debug.slice(0, 2),
    ...pages.slice(0, 1),
    ...lost.slice(0, 2),
  ]
  if (proofs.length === 0) return []
  const [twice] = doubled
  const [slash] = slashes
  return [
    found(
      'prefix-mismatch',
      twice ? 'certain' : slashes.length > 1 || debug.length + lost.length > 0 ? 'likely' : 'possible',
      proofs,
      {
        times: doubled.length + slashes.length + debug.length + pages.length + lost.length,
        ...(twice
          ? {
              title: `The prefix stands twice in ${isDoubled(pathOf(twice)) ? pathOf(twice) : twice.location}`,
            }
          : slash
            ? { title: `A slash is doubled in ${pathOf(slash)}` }
            : {}),
        remedies: [
          remedy(
            'Tell the hub its prefix and pass the path on unchanged, without a path in proxy_pass:',
            'nginx',
            'location /jhub/ {',
            '    proxy_pass http://127.0.0.1:8000;',
            '}',
          ),
          remedy(
            'The hub’s side of it:',
            'jupyterhub_config.py',
            '# 127.0.0.1:8000 stands for the address where the hub’s proxy listens; put yours there',
            "c.JupyterHub.bind_url = 'http://127.0.0.1:8000/jhub/'",
          ),
          remedy(
            'Apache: the same slashes on both sides.',
            'Apache',
            'ProxyPass /jhub/ http://127.0.0.1:8000/jhub/',
            'ProxyPassReverse /jhub/ http://127.0.0.1:8000/jhub/',
          ),
        ],
      },
    ),
  ]
}

/** `/jhub/jhub/hub/…`, `/hub/jhub/hub/…`, `/hub/hub/…`. */
export function isDoubled(path: string): boolean {
  return /^(?:https?:\/\/[^/]+)?(?:\/([^/?]+)\/\1\/(?:hub|user|services)\/|\/hub\/(?:[^/?]+\/)?hub\/(?!api)|\/[^?]*\/hub\/hub\/)/.test(
    path,
  )
}

function routeMissing(seen: Observed): readonly TextFinding[] {
  const isUser = (text: string | undefined) => /\/user\//.test(text ?? '')
  const missing = seen.all('missing-route').filter(({ groups }) => isUser(groups[1]))
  const stale = seen.all('stale-route').filter(({ groups }) => isUser(groups[1]))
  if (missing.length === 0 && stale.length < 3) return []
  const paths = distinct([...missing, ...stale].map(({ groups }) => groups[1]))
  return [
    found(
      'route-missing',
      missing.length > 0 ? 'certain' : 'likely',
      [...missing.slice(0, 3), ...stale.slice(0, 3)],
      {
        times: missing.length + stale.length,
        title:
          missing.length > 0
            ? `The proxy had lost the routes of ${paths.length} running servers`
            : `The hub deleted the routes of ${paths.length} servers that it does not know`,
        explanation:
          missing.length > 0
            ? 'The proxy keeps its routes in memory: it was restarted, or lost them. Until the hub put them back, these servers ran and nobody reached them.'
            : 'The proxy had routes for servers that the hub’s database does not hold: the hub lost its database, or two hubs share one proxy.',
        remedies: [
          checkRoutes,
          remedy(
            'Have the hub look more often:',
            'jupyterhub_config.py',
            'c.JupyterHub.last_activity_interval = 60',
          ),
          remedy('Keep the hub’s database and CONFIGPROXY_AUTH_TOKEN over restarts.'),
        ],
      },
    ),
  ]
}

/** `%2540` is an encoded `%40`: somebody encoded the path a second time. */
const twiceEncoded = /%25(?:40|2[0F]|7E|C3)/i

/** A path that does not arrive as it was sent: encoded twice, or found in one spelling only. */
function encodedPath(seen: Observed): readonly TextFinding[] {
  const missing = seen.answers.filter(
    ({ status, path = '' }) => status === 404 && /%[0-9a-f]{2}/i.test(path.split('?')[0] ?? ''),
  )
  const twice = missing.filter((answer) => twiceEncoded.test(pathOf(answer)))
  const shown = missing.filter(
    (answer) => answer.exchange !== undefined && !/\/hub\/api\//.test(pathOf(answer)),
  )
  if (twice.length + shown.length === 0) return []
  const [first] = twice
  return [
    found('encoded-path', first ? 'likely' : 'possible', [...twice.slice(0, 3), ...shown.slice(0, 2)], {
      ...(first ? { title: `A path is encoded twice (${pathOf(first)})` } : {}),
      remedies: [
        remedy(
          'Pass the path on unchanged: no path after the port of proxy_pass.',
          'nginx',
          'proxy_pass http://127.0.0.1:8000;',
        ),
        remedy(
          'Apache:',
          'Apache',
          'AllowEncodedSlashes NoDecode',
          'ProxyPass / http://127.0.0.1:8000/ nocanon',
        ),
        remedy('In clients encode every name once, and use the url that the hub gives for links.'),
      ],
    }),
  ]
}
