import { areaOf, type Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { allowLarge, allowLong, passEvents } from '../recipes.ts'
import type { Sighting } from '../signals/all.ts'
import { bySignal, found, remedy, type Rule } from './found.ts'

/** What the logs of proxies in front say themselves. */
export const edgeLogRules: readonly Rule[] = [
  tooLarge,
  tooLong,
  upstreamDown,
  forbidden,
  rateLimit,
  filesInstead,
  basicAuth,
  buffered,
  encodedSlash,
]

const api = /\/hub\/api(?:\/|\?|$)/

function tooLarge(seen: Observed): readonly TextFinding[] {
  const nginx = seen.all('nginx-too-large')
  const apache = seen.all('apache-too-large')
  const answers = seen.answers.filter(({ status }) => status === 413)
  const words = seen
    .all('status-413')
    .filter(({ line }) => !answers.some((each) => each.line.number === line.number))
  const header = seen.all('nginx-big-upstream-header')
  const resets = seen
    .all('connection-reset')
    .filter(({ groups }) => /contents|files|\/api\//.test(groups[2] ?? ''))
  const certain = [...nginx.slice(0, 3), ...apache.slice(0, 2), ...answers.slice(0, 2), ...words.slice(0, 1)]
  const findings: TextFinding[] = []
  if (certain.length > 0) {
    const path = nginx[0]?.groups[3] ?? answers[0]?.path
    findings.push(
      found('edge-limits', 'certain', certain, {
        times: nginx.length + apache.length + answers.length + words.length,
        title: `A proxy refuses requests that are larger than it allows${path ? ` (${path})` : ''}`,
        remedies: [
          allowLarge(seen.facts),
          remedy(
            'ingress-nginx takes it as an annotation.',
            'Ingress',
            'nginx.ingress.kubernetes.io/proxy-body-size: "200m"',
          ),
        ],
      }),
    )
  } else if (resets.length > 0) {
    findings.push(
      found('edge-limits', 'likely', resets.slice(0, 3), {
        title: 'The connection is cut while something large is sent',
        remedies: [allowLarge(seen.facts)],
      }),
    )
  }
  if (header.length > 0) {
    findings.push(
      found('edge-limits', 'certain', header.slice(0, 3), {
        times: header.length,
        title: 'The hub’s answer has larger headers than nginx allows',
        explanation:
          'nginx read the answer’s headers into a buffer that was too small (cookies of a login) and answered 502 in its place.',
        remedies: [remedy('Enlarge the buffers:', 'nginx', 'proxy_buffer_size 16k;', 'proxy_buffers 8 16k;')],
      }),
    )
  }
  return findings
}

function tooLong(seen: Observed): readonly TextFinding[] {
  const all = seen.all('nginx-timeout').filter(({ line }) => !/upgraded connection/.test(line.text))
  const connecting = all.filter(({ groups }) => /connecting to upstream/.test(groups[1] ?? ''))
  const reading = all.filter((each) => !connecting.includes(each))
  return [
    ...(reading.length > 0
      ? [
          found('edge-limits', 'certain', reading.slice(0, 3), {
            times: reading.length,
            title: `A proxy gives up before the answer comes (${reading[0]?.groups[3]})`,
            explanation:
              'nginx waited as long as it is allowed to and then answered 504, though the hub or server was still at work.',
            remedies: [allowLong(seen.facts)],
          }),
        ]
      : []),
    ...(connecting.length > 0
      ? [
          found('edge-upstream-down', 'certain', connecting.slice(0, 3), {
            times: connecting.length,
            remedies: upstreamRemedies,
          }),
        ]
      : []),
  ]
}

const upstreamRemedies = [
  remedy(
    'See whether the hub’s proxy runs and listens where the proxy in front looks for it (port 8000, or the service proxy-public).',
  ),
  remedy('Compare:', 'nginx', 'proxy_pass http://127.0.0.1:8000;'),
]

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

function rateLimit(seen: Observed): readonly TextFinding[] {
  const all = seen.all('nginx-rate')
  const answers = seen.answers.filter(
    (answer) =>
      answer.status === 429 &&
      answer.line.source !== 'hub' &&
      answer.exchange === undefined &&
      !(answer.method === 'POST' && areaOf(answer) === 'hub/api'),
  )
  if (all.length === 0 && answers.length < 2) return []
  const zone = all[0]?.groups[3]
  return [
    found(
      'edge-rate-limit',
      all.length > 0 ? 'certain' : 'likely',
      [...all.slice(0, 3), ...answers.slice(0, 2)],
      {
        times: all.length + answers.length,
        ...(zone ? { title: `nginx limits requests (zone ${zone})` } : {}),
        remedies: [
          remedy(
            'Raise the limit, or exempt the hub’s API, its static files and streams:',
            'nginx',
            `limit_req zone=${zone ?? 'hub'} burst=200 nodelay;`,
          ),
        ],
      },
    ),
  ]
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
      remedies: [
        remedy(
          'Leave the login to the hub, at least for its API and for users’ servers:',
          'nginx',
          'location ~ ^/(hub/api|user/[^/]+/api)/ { auth_basic off; proxy_pass http://127.0.0.1:8000; }',
        ),
      ],
    }),
  ]
}

/** Routine for large downloads; for a stream of events it is the fault itself. */
function buffered(seen: Observed): readonly TextFinding[] {
  const all = seen.all('nginx-buffered').filter(({ groups }) => /\/progress/.test(groups[2] ?? ''))
  if (all.length === 0) return []
  return [
    found('sse-buffered', 'certain', all.slice(0, 3), {
      times: all.length,
      remedies: [passEvents(seen.facts)],
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
