import { type Answer, pathOf } from '../answer.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { distinct, found, remedy, type Rule } from './found.ts'

/** Ways that lead in circles, to the wrong place or nowhere. */
export const routingRules: readonly Rule[] = [
  redirectLoop,
  prefixMismatch,
  routeMissing,
  targetDown,
  proxyApiRefused,
  serviceUnreachable,
]

const checkRoutes = remedy(
  'Have the hub compare its routes with the proxy’s now (scope proxy):',
  'curl',
  'curl -X POST -H "Authorization: token $JUPYTERHUB_API_TOKEN" https://HUB/hub/api/proxy',
)

function redirectLoop(seen: Observed): readonly TextFinding[] {
  const told = seen.all('loop-detected')
  const grave = told.filter(({ line }) => !/Redirect loop detected on/.test(line.text))
  const counted = seen.answers.filter((answer) => redirectsOf(answer) >= 2)
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
      twice ? 'certain' : slashes.length > 1 || debug.length > 0 ? 'likely' : 'possible',
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

function targetDown(seen: Observed): readonly TextFinding[] {
  const all = seen.all('chp-refused')
  const certificates = seen
    .all('chp-certificate')
    .filter(({ line }) => line.source === 'chp' || /\b503\b/.test(line.text))
  const ofHub = all.filter(({ groups }) => /^\/(?:[^/]+\/)?hub(?:\/|\?|$)|^\/?$/.test(groups[1] ?? ''))
  const others = all.filter((each) => !ofHub.includes(each))
  const pages = [...seen.all('server-down-page'), ...seen.all('chp-target-missing')]
  const findings: TextFinding[] = []
  if (certificates.length > 0) {
    findings.push(
      found('chp-tls-503', 'certain', certificates.slice(0, 3), {
        times: certificates.length,
        remedies: [
          remedy(
            'Give the proxy the authority that signed the certificate.',
            'jupyterhub_config.py',
            'c.ConfigurableHTTPProxy.command = ["configurable-http-proxy", "--client-ssl-ca", "/path/ca.crt"]',
          ),
          remedy('Or have the spawner return an http address inside the cluster.'),
        ],
      }),
    )
  }
  if (ofHub.length > 0) {
    findings.push(
      found('hub-unreachable', 'certain', ofHub.slice(0, 3), {
        title: 'The proxy cannot reach the hub',
        explanation:
          'The proxy’s own route for the hub leads to where nobody answers: the hub is down, starting, or listens on another address.',
        times: ofHub.length,
        remedies: [
          remedy('See whether the hub runs, and read its log here.'),
          remedy(
            'Compare the target of the route / with where the hub listens (hub_bind_url, hub_connect_url).',
          ),
        ],
      }),
    )
  }
  if (others.length > 0 || (pages.length > 0 && findings.length === 0)) {
    const path = /^(\/(?:[^/]+\/)??(?:user|services)\/[^/]+)/.exec(others[0]?.groups[1] ?? '')?.[1]
    const gone = others[0]?.groups[2]
    findings.push(
      found(
        'target-down-503',
        others.length > 0 ? 'certain' : 'likely',
        [...others.slice(0, 3), ...pages.slice(0, 2)],
        {
          times: Math.max(others.length, pages.length),
          ...(path
            ? {
                title: `Nobody answers where the proxy’s route ${path} leads (${gone?.split(' ').slice(0, 2).join(' ')})`,
              }
            : {}),
          remedies: [
            remedy(
              'Stop the server and start it again: the hub then notices. For a service, look at its own log.',
            ),
            remedy('Look for what ended it: out of memory, eviction, a node that is gone.'),
            remedy('Have the hub look more often:', 'jupyterhub_config.py', 'c.Spawner.poll_interval = 10'),
          ],
        },
      ),
    )
  }
  return findings
}

function proxyApiRefused(seen: Observed): readonly TextFinding[] {
  const told = [...seen.all('proxy-api-refused'), ...seen.all('routes-403')]
  const raised = seen.raised.filter(
    ({ name, text, frames }) => /HTTP/.test(name) && /403/.test(text) && /jupyterhub\/proxy\.py/.test(frames),
  )
  const port = seen
    .all('pkg-in-use')
    .filter(({ line }) => line.source === 'chp' || /:(?:8000|8001)\b/.test(line.text))
  if (told.length + raised.length === 0) return []
  return [
    found('chp-api-403', 'certain', [...told.slice(0, 3), ...raised.slice(0, 2), ...port.slice(0, 1)], {
      times: told.length + raised.length,
      remedies: [
        remedy(
          'Give hub and proxy the same token in their environment.',
          'environment of hub and proxy',
          'CONFIGPROXY_AUTH_TOKEN=<the same value>',
        ),
        remedy(
          'End a proxy that an earlier hub left behind: see who listens on port 8001.',
          'shell',
          'ss -ltnp | grep -E ":8000|:8001"',
        ),
      ],
    }),
  ]
}

function serviceUnreachable(seen: Observed): readonly TextFinding[] {
  const all = seen.all('service-unreachable')
  const exits = seen.all('service-exited')
  const [first] = all
  if (!first && exits.length < 2) return []
  const name = first?.groups[2] ?? exits[0]?.groups[1] ?? 'NAME'
  const url = first?.groups[3]
  const exited = exits.some(({ groups }) => groups[1] === name)
  return [
    found(
      'netpol-service',
      first?.groups[1] === 'managed' ? 'certain' : 'likely',
      [...all.slice(0, 3), ...exits.slice(0, 2)],
      {
        times: all.length + exits.length,
        title: exited
          ? `The service ${name} ends by itself`
          : `The hub cannot reach the service ${name}${url ? ` at ${url}` : ''}`,
        remedies: [
          ...(exited
            ? [
                remedy(
                  'The lines before its end are its own: they tell why. Run its command by hand in the hub’s environment.',
                ),
              ]
            : []),
          remedy(
            'In Zero to JupyterHub the hub’s own NetworkPolicy must let the hub reach that port:',
            'values.yaml',
            'hub:',
            '  networkPolicy:',
            '    ingress:',
            '      - from:',
            '          - podSelector: { matchLabels: { component: hub } }',
            `        ports: [{ port: ${/:(\d+)/.exec(url?.replace(/^https?:/, '') ?? '')?.[1] ?? 'PORT'} }]`,
          ),
          remedy(
            'Hubs from 6.0 on wait as long as the service’s timeout says.',
            'jupyterhub_config.py',
            `# in c.JupyterHub.services, the entry "${name}"`,
            '"timeout": 60,',
          ),
        ],
      },
    ),
  ]
}
