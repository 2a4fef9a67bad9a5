import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { found, refusals, remedy, type Rule } from './found.ts'

/** Servers that the hub does not start now, or that do not reach it. */
export const serverRules: readonly Rule[] = [
  hubUnreachable,
  versionMismatch,
  throttled,
  pending,
  namedServer,
  stopped,
]

function hubUnreachable(seen: Observed): readonly TextFinding[] {
  const attempts = seen.all('hub-connect')
  const api = [...seen.all('hub-api-connect'), ...seen.all('hub-api-error')]
  const activity = seen
    .all('activity-error')
    .filter(({ line }) => /refused|timed? ?out|resolve|unreachable|No route|Name or service/i.test(line.text))
  const proxy = seen.all('proxy-error')
  const last = attempts.at(-1)
  const recovered =
    last !== undefined && seen.all('activity-started').some(({ line }) => line.number > last.line.number)
  const proofs = [...(recovered ? [] : attempts), ...api]
  if (proofs.length === 0 && activity.length < 3) return []
  const url = last?.groups[1] ?? api[0]?.groups[1]
  return [
    found(
      'hub-unreachable-from-server',
      proofs.length > 0 ? 'certain' : 'likely',
      [...proofs.slice(0, 4), ...activity.slice(0, 2), ...proxy.slice(0, 1)],
      {
        times: proofs.length + activity.length,
        title: `A user’s server cannot reach the hub${url ? ` at ${url}` : ''}`,
        remedies: [
          remedy(
            /127\.0\.0\.1|localhost/.test(url ?? '')
              ? 'From a container or another machine, 127.0.0.1 is not the hub. Let the hub listen on a reachable address (where hub_bind_url is set, name the address there) and say which:'
              : 'Let the hub listen on an address that servers can reach (where hub_bind_url is set, name the address there) and say which:',
            'jupyterhub_config.py',
            "c.JupyterHub.hub_ip = '0.0.0.0'",
            "c.JupyterHub.hub_connect_ip = 'jupyterhub'  # the hub's name as servers resolve it",
          ),
          remedy('On Kubernetes let pods of servers reach the hub on 8081 and DNS on 53 (NetworkPolicy).'),
          remedy('Where HTTP_PROXY is set, add the hub’s name and address to NO_PROXY.'),
        ],
      },
    ),
  ]
}

function versionMismatch(seen: Observed): readonly TextFinding[] {
  const loops = seen.all('loop-versions')
  const warnings = seen.all('version-mismatch')
  const [loop] = loops
  const [warning] = warnings
  if (!loop && !warning) return []
  const hub = loop?.groups[2] ?? warning?.groups[1]
  const server = loop?.groups[1] ?? warning?.groups[2]
  return [
    found('version-mismatch-loop', 'certain', [...loops.slice(0, 2), ...warnings.slice(0, 2)], {
      times: loops.length + warnings.length,
      title: `The server has JupyterHub ${server}, the hub ${hub}`,
      explanation: loop
        ? 'The browser went in circles, and the versions differ. The hub names the versions whenever they differ, so if they are of one major version look at the routes first.'
        : 'Servers of another major version may fail to log their visitors in.',
      remedies: [
        remedy(
          'Install the hub’s version in the user’s image.',
          'Dockerfile of the image',
          `RUN pip install jupyterhub==${hub}`,
        ),
      ],
    }),
  ]
}

function throttled(seen: Observed): readonly TextFinding[] {
  const all = seen.all('throttled')
  const limit = seen.all('limit-exceeded')
  if (all.length + limit.length === 0) return []
  return [
    found('spawn-throttled-429', 'certain', [...all.slice(0, 3), ...limit.slice(0, 2)], {
      times: all.length + limit.length,
      ...(limit.length > 0
        ? { title: 'As many servers run as the hub allows' }
        : { title: 'More servers start at once than the hub allows' }),
      remedies:
        limit.length > 0
          ? [
              remedy(
                'Stop servers that are not used, or raise the limit.',
                'jupyterhub_config.py',
                'c.JupyterHub.active_server_limit = 0  # no limit',
              ),
            ]
          : [
              remedy('Start them one after the other; wait as long as Retry-After says.'),
              remedy(
                'Or raise the limit.',
                'jupyterhub_config.py',
                'c.JupyterHub.concurrent_spawn_limit = 200',
              ),
            ],
    }),
  ]
}

function pending(seen: Observed): readonly TextFinding[] {
  const all = refusals(
    seen,
    / is pending (?:spawn|stop|check|rename)| is already running| is not starting\.\.\.| is active\. Please stop it| is in the process of stopping/,
  )
  const [first] = all
  if (!first) return []
  return [
    found('pending-400', 'certain', all.slice(0, 3), {
      times: all.length,
      title: `The hub refused because ${(first.reason ?? '').replace(/\.+$/, '')}`,
      remedies: [
        remedy('Wait until it is done (GET /hub/api/users/NAME, field pending), then try again.'),
        remedy('A start that is under way can be cancelled by DELETE from 5.1 on.'),
      ],
    }),
  ]
}

function namedServer(seen: Observed): readonly TextFinding[] {
  const all = refusals(
    seen,
    /^Named servers are not enabled|already has the maximum of \d+ named servers|^Invalid (?:server_name|display_name)|^Starting invalid server_name|^Cannot delete the default server/,
  )
  const [first] = all
  if (!first) return []
  const off = /not enabled/.test(first.reason ?? '')
  const full = /maximum/.test(first.reason ?? '')
  return [
    found('named-server-refused', 'certain', all.slice(0, 3), {
      times: all.length,
      title: `The hub does not allow this named server: ${(first.reason ?? '').replaceAll(/\s+/g, ' ')}`,
      remedies: off
        ? [remedy('Allow them:', 'jupyterhub_config.py', 'c.JupyterHub.allow_named_servers = True')]
        : full
          ? [
              remedy(
                'Stop and delete one, or allow more:',
                'jupyterhub_config.py',
                'c.JupyterHub.named_server_limit_per_user = 0  # no limit',
              ),
            ]
          : [
              remedy(
                'Use letters, digits and - _ . in the name; hubs from 6.0 on accept fewer names than before.',
              ),
            ],
    }),
  ]
}

/** In a log these come by the hundred and mean nothing; somebody who shows one answer asks about it. */
function stopped(seen: Observed): readonly TextFinding[] {
  const shown = seen
    .all('no-longer-running')
    .filter(({ line }) => line.source !== 'hub' && line.source !== 'server')
  const shownAnswers = seen.answers.filter(
    ({ status, exchange, line }) => status === 424 && (exchange !== undefined || line.source === 'browser'),
  )
  const logged = seen.count('not-running-request')
  if (shown.length + shownAnswers.length === 0 && logged < 500) return []
  const storm = shown.length + shownAnswers.length === 0
  return [
    found(
      'server-stopped-424',
      'certain',
      [
        ...shown.slice(0, 2),
        ...shownAnswers.slice(0, 2),
        ...(storm ? seen.all('not-running-request').slice(0, 3) : []),
      ],
      {
        times: storm ? logged : shown.length + shownAnswers.length,
        remedies: [
          remedy('Nothing is broken: start the server again, or close the tab.'),
          ...(storm
            ? [remedy('If the noise disturbs: cull later, so that fewer tabs outlive their servers.')]
            : []),
        ],
      },
    ),
  ]
}
