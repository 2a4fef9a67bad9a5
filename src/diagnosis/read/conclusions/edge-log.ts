import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { noPassword, upstreamRemedies } from '../recipes.ts'
import type { Sighting } from '../signals/all.ts'
import { bySignal, found, remedy, type Rule } from './found.ts'

/** What the logs of proxies in front say themselves. */
export const edgeLogRules: readonly Rule[] = [upstreamDown, forbidden, filesInstead, basicAuth, encodedSlash]

const api = /\/hub\/api(?:\/|\?|$)/

function upstreamDown(seen: Observed): readonly TextFinding[] {
  const all: Sighting[] = [
    ...seen.all('nginx-refused'),
    ...seen.all('nginx-no-host'),
    ...seen.all('apache-refused'),
    ...seen.all('haproxy-down'),
    ...seen.all('go-dial').filter(({ line }) => line.source !== 'hub' && line.source !== 'server'),
  ]
  const refused = seen.answers.filter(
    ({ flags, status }) => status >= 502 && /^(?:SC|SH|sH|UF|UH)/.test(flags ?? ''),
  )
  const connections = seen.all('nginx-connections')
  if (all.length + refused.length === 0) {
    return connections.length === 0
      ? []
      : [
          found('edge-limits', 'likely', connections.slice(0, 2), {
            title: 'nginx has no connections left',
            explanation:
              'Every open page holds connections. When requests go in circles through nginx, they use them up as well.',
            remedies: [
              remedy(
                'Raise the limit, and look whether requests come back to nginx.',
                'nginx',
                'events { worker_connections 4096; }',
              ),
            ],
          }),
        ]
  }
  return [
    found('edge-upstream-down', 'certain', [...all.slice(0, 4), ...refused.slice(0, 2)], {
      times: all.length + refused.length,
      remedies: upstreamRemedies,
    }),
  ]
}

function forbidden(seen: Observed): readonly TextFinding[] {
  const rule = [
    ...seen.all('nginx-forbidden').map((each) => ({ ...each, path: each.groups[2] ?? '' })),
    ...seen.all('apache-denied').map((each) => ({ ...each, path: each.groups[1] ?? '' })),
    ...seen.all('mod-security-uri').map((each) => ({ ...each, path: each.groups[1] ?? '' })),
  ]
  const denied = seen.answers
    .filter(({ flags, status }) => status === 403 && flags?.startsWith('PR') === true)
    .map((answer) => ({ line: answer.line, path: answer.path ?? '', method: answer.method }))
  const methods = seen.all('mod-security-method')
  const changing = /(?:"|request: ")(?:PUT|PATCH|DELETE) /
  const findings: TextFinding[] = []
  const byMethod = [...methods, ...[...rule, ...denied].filter(({ line }) => changing.test(line.text))]
  const byPath = [...rule, ...denied].filter(
    ({ line }) => !byMethod.some((each) => each.line.number === line.number),
  )
  if (byMethod.length > 0) {
    findings.push(
      found(
        'edge-blocks-method',
        methods.length > 0 || byPath.length === 0 ? 'certain' : 'likely',
        byMethod.slice(0, 3),
        {
          times: byMethod.length,
          remedies: [
            remedy('Allow GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS for everything under the hub.'),
          ],
        },
      ),
    )
  }
  const toApi = byPath.filter(({ path }) => api.test(path))
  if (toApi.length > 0) {
    findings.push(
      found('edge-blocks-api', 'certain', toApi.slice(0, 4), {
        times: toApi.length,
        remedies: [
          remedy(
            'Allow /hub/api for everybody who may open the hub’s pages: they call it themselves. The hub checks who may do what.',
          ),
        ],
      }),
    )
  }
  const others = byPath.filter((each) => !toApi.includes(each))
  if (others.length > 0) {
    findings.push(
      found('edge-answered', 'certain', others.slice(0, 3), {
        times: others.length,
        title: 'A rule of the proxy or firewall refuses the request',
        remedies: [remedy('Exempt the paths of the hub and of users’ servers from that rule.')],
      }),
    )
  }
  return findings
}

/** The proxy looked for a file where it should have passed the request on. */
function filesInstead(seen: Observed): readonly TextFinding[] {
  const all = seen
    .all('nginx-file')
    .filter(({ groups }) => /\/(?:user|services|hub|user-redirect)\//.test(groups[3] ?? groups[1] ?? ''))
  const [first] = all
  if (!first) return []
  const tree =
    /^\/(?:[^/]+\/)??(user|services|hub|user-redirect)\//.exec(first.groups[3] ?? '')?.[1] ?? 'user'
  return [
    found('edge-paths-missing', 'certain', all.slice(0, 3), {
      times: all.length,
      title: `nginx looks for a file instead of passing /${tree}/ on`,
      remedies: [
        remedy(
          'Pass everything under the prefix on, not only /hub:',
          'nginx',
          'location / {',
          '    proxy_pass http://127.0.0.1:8000;',
          '}',
        ),
      ],
    }),
  ]
}

function basicAuth(seen: Observed): readonly TextFinding[] {
  const all = [...seen.all('nginx-basic-auth'), ...seen.all('apache-auth')]
  if (all.length === 0) return []
  return [
    found('edge-auth', 'certain', all.slice(0, 3), {
      times: all.length,
      remedies: [noPassword(seen.facts)],
    }),
  ]
}

function encodedSlash(seen: Observed): readonly TextFinding[] {
  return bySignal('apache-slash', 'encoded-path', 'certain', () => ({
    title: 'Apache refuses an encoded slash in the path',
    remedies: [
      remedy(
        'Let it pass unchanged:',
        'Apache',
        'AllowEncodedSlashes NoDecode',
        'ProxyPass / http://127.0.0.1:8000/ nocanon',
      ),
    ],
  }))(seen)
}
