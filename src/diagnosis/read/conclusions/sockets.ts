import { pathOf } from '../answer.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { allowLong, keepHost, passUpgrade } from '../recipes.ts'
import type { Sighting } from '../signals/all.ts'
import { found, remedy, type Rule } from './found.ts'

/** WebSockets that do not open, or do not last. */
export const socketRules: readonly Rule[] = [upgradeStripped, originBlocked, failedInBrowser, idleCut]

/** Where kernels and terminals open their sockets. */
const socketPath = /\/(?:channels|terminals\/websocket\/[^/]+|api\/events\/subscribe)$/

function upgradeStripped(seen: Observed): readonly TextFinding[] {
  const told = seen.all('upgrade-only')
  const apache = seen.all('apache-no-ws').filter(({ groups }) => /^wss?:|channels/.test(groups[1] ?? ''))
  const chp = seen.all('chp-web-socket-path')
  const refused = seen.answers.filter((answer) => answer.status === 400 && socketPath.test(pathOf(answer)))
  const proofs = [...told.slice(0, 2), ...apache.slice(0, 2), ...chp.slice(0, 2), ...refused.slice(0, 2)]
  if (proofs.length === 0) return []
  const certain = told.length + apache.length + chp.length > 0
  return [
    found('ws-upgrade-stripped', certain ? 'certain' : 'likely', proofs, {
      times: told.length + apache.length + chp.length + refused.length,
      ...(apache.length > 0
        ? {
            title: 'Apache has no module for WebSockets',
            explanation:
              'Apache was asked to pass a ws:// address on and has no handler for it, so the socket never reaches the server.',
          }
        : chp.length > 0
          ? {
              explanation:
                'configurable-http-proxy took a kernel’s socket for an ordinary request (PROXY WEB): the upgrade was lost before it.',
            }
          : {}),
      remedies: [
        ...(apache.length > 0
          ? [remedy('Load the module.', 'shell', 'a2enmod proxy_wstunnel && systemctl restart apache2')]
          : []),
        passUpgrade(seen.facts),
      ],
    }),
  ]
}

function originBlocked(seen: Observed): readonly TextFinding[] {
  const sockets = seen.all('ws-cross-origin')
  const calls = seen.all('server-cross-origin')
  const told = seen.all('ws-not-allowed')
  const [first] = [...sockets, ...calls]
  if (!first && told.length === 0) return []
  const [origin, host] =
    sockets[0] === first ? [first?.groups[1], first?.groups[2]] : [first?.groups[3], first?.groups[4]]
  const proofs = [...sockets.slice(0, 2), ...calls.slice(0, 2), ...told.slice(0, 2)]
  const details = {
    times: seen.count('ws-cross-origin') + seen.count('server-cross-origin') + told.length,
    ...(origin === undefined
      ? {}
      : {
          explanation: `The browser is on ${origin}, and the server is told the host ${host}. It takes the page for one of another site and refuses its sockets and changes. A proxy in front rewrites the Host header${onlyPort(origin, host) ? ' and loses the port' : ''}.`,
        }),
    remedies: [
      keepHost(seen.facts, 'Pass the Host header on as the browser sent it:'),
      remedy(
        'Where that is not possible (for example with --change-origin):',
        'jupyterhub_config.py',
        `c.Spawner.args.append("--ServerApp.allow_origin=${origin ?? 'https://hub.example.org'}")`,
      ),
    ],
  }
  const blocked = found('ws-origin-blocked', 'certain', proofs, details)
  return onlyPort(origin, host) ? [found('host-port-lost', 'certain', proofs, details), blocked] : [blocked]
}

/** The same host name, with different ports or without one. */
function onlyPort(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined) return false
  const asked = /^https?:\/\/([^/:]+)(?::(\d+))?/.exec(origin)
  const told = /^([^/:,]+)(?::(\d+))?/.exec(host)
  return asked !== null && told !== null && asked[1] === told[1] && asked[2] !== told[2]
}

/** The browser alone: its words tell only the status. */
function failedInBrowser(seen: Observed): readonly TextFinding[] {
  const chrome = seen.all('ws-failed')
  const firefox = seen.all('ws-failed-firefox').filter(({ line }) => !/interrupted/.test(line.text))
  const refused = seen.answers.filter((answer) => answer.status === 403 && socketPath.test(pathOf(answer)))
  const all = [...chrome, ...firefox]
  if (all.length === 0 && refused.length === 0) return []
  const status = all
    .map(({ groups }) => /response code: (\d+)/.exec(groups[2] ?? '')?.[1])
    .find((code) => code !== undefined)
  const passUp = { remedies: [passUpgrade(seen.facts)], times: Math.max(all.length, refused.length) }
  const keep = { remedies: [keepHost(seen.facts, 'Pass the Host header on as the browser sent it:')] }
  if (status === '403' || (status === undefined && refused.length > 0)) {
    return [
      found('ws-origin-blocked', 'likely', [...all.slice(0, 2), ...refused.slice(0, 2)], {
        ...passUp,
        ...keep,
      }),
    ]
  }
  if (status === '502' || status === '503' || status === '504') {
    return [found('target-down-503', 'possible', all.slice(0, 2), { times: all.length })]
  }
  const upgrade = found(
    'ws-upgrade-stripped',
    status === '400' || status === '200' || status === '426' ? 'likely' : 'possible',
    all.slice(0, 3),
    {
      ...passUp,
      ...(status
        ? {
            explanation: `The browser asked for a WebSocket and got an ordinary answer (${status}). Something on the way removes the Upgrade or Connection header.`,
          }
        : {}),
    },
  )
  return status === undefined
    ? [upgrade, found('ws-origin-blocked', 'possible', all.slice(0, 1), keep)]
    : [upgrade]
}

function idleCut(seen: Observed): readonly TextFinding[] {
  const nginx = seen.all('nginx-timeout-ws').filter(({ line }) => /timed out/.test(line.text))
  const closed = seen.all('ws-closed')
  const pings = seen.count('ws-ping-timeout')
  const tunnels = seen.answers.filter(({ status, flags }) => status === 101 && /^[cCsS]D/.test(flags ?? ''))
  const interval = intervalOf(closed)
  const remedies = [
    allowLong(seen.facts),
    // By default it sends pings every 30 s.
    ...(interval !== undefined && interval > 30
      ? []
      : [
          remedy(
            'Where the time is 30 s or less, pings that come sooner help too:',
            'jupyterhub_config.py',
            `c.Spawner.args.append("--ServerApp.tornado_settings={'ws_ping_interval': ${pingEvery(interval)}}")`,
          ),
        ]),
    remedy(
      'Balancers of clouds have limits of their own: 30 s (Google), 60 s (AWS ALB) unless they are raised.',
    ),
  ]
  if (nginx.length > 0 || tunnels.length > 0) {
    return [
      found('ws-idle-cut', 'certain', [...nginx.slice(0, 3), ...tunnels.slice(0, 2)], {
        times: seen.count('nginx-timeout-ws'),
        remedies,
      }),
    ]
  }
  if (closed.length >= 2) {
    return [
      found('ws-idle-cut', interval === undefined ? 'possible' : 'likely', closed.slice(0, 4), {
        ...(interval === undefined ? {} : { title: `WebSockets are cut every ${interval} s` }),
        times: closed.length,
        remedies,
      }),
    ]
  }
  if (pings >= 3)
    return [
      found('ws-idle-cut', 'possible', seen.all('ws-ping-timeout').slice(0, 3), { times: pings, remedies }),
    ]
  return []
}

/** Milliseconds: twice within an interval of so many seconds, where it is known. */
function pingEvery(interval = 20): number {
  return Math.max(1, Math.floor(interval / 2)) * 1000
}

/** Seconds between closings, when they are the same each time (within a tenth). */
function intervalOf(closed: readonly Sighting[]): number | undefined {
  const times = closed.map(({ line }) => secondsOf(line.text)).filter((time) => time !== undefined)
  const gaps = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? 0))
    .filter((gap) => gap > 5)
  const [first] = gaps
  if (first === undefined || gaps.length < 2) return undefined
  return gaps.every((gap) => Math.abs(gap - first) <= first / 10) ? Math.round(first) : undefined
}

function secondsOf(text: string): number | undefined {
  const time = /\b(\d\d):(\d\d):(\d\d)/.exec(text)
  return time ? Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3]) : undefined
}
