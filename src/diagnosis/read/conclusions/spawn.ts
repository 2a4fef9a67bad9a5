import type { Observed } from '../observed.ts'
import type { Remedy, TextFinding } from '../reading.ts'
import type { Sighting } from '../signals/all.ts'
import { bySignal, found, remedy, type Rule } from './found.ts'

/** Servers that do not start, do not answer, or do not reach the hub. */
export const spawnRules: readonly Rule[] = [
  spawnTimeout,
  spawnFailed,
  bySignal('direct-hub', 'direct-hub-port', 'certain', (first) => ({
    title: `Browsers reach the hub’s own port (${first.groups[1]}) instead of the proxy`,
    remedies: [
      remedy(
        'Point the ingress, tunnel or port-forward at the proxy: port 8000 of configurable-http-proxy, or proxy-public:80 in Zero to JupyterHub.',
      ),
    ],
  })),
]

function spawnTimeout(seen: Observed): readonly TextFinding[] {
  const address = [...seen.all('never-showed'), ...seen.all('no-response')]
  const start = seen.all('start-timeout')
  const findings: TextFinding[] = []
  const [noAnswer] = address
  if (noAnswer) {
    const name = seen.first('never-showed')?.groups[1]
    const url = seen.first('never-showed')?.groups[2] ?? noAnswer.groups[1] ?? ''
    const seconds = seen.first('never-showed')?.groups[3] ?? noAnswer.groups[2]
    findings.push(
      found('spawn-timeout', 'certain', address.slice(0, 3), {
        times: address.length,
        title: `${name ? `${name}’s server` : 'A server'} was started and did not answer at its address within ${seconds} s`,
        explanation: `The hub asked ${url} and got no answer in time. Either the server listens on another address, the hub has no way to this one, or the server needs longer or ended at once: its own log tells.`,
        remedies: addressRemedies(url),
      }),
    )
  }
  const [slow] = start
  const pods = seen.all('pod-timeout')
  const [pod] = pods
  if ((slow || pod) && !noAnswer) {
    const seconds = slow?.groups[2] ?? pod?.groups[3] ?? ''
    findings.push(
      found('spawn-timeout', 'certain', [...start.slice(0, 3), ...pods.slice(0, 2)], {
        times: start.length + pods.length,
        title: `${slow ? `${slow.groups[1]}’s server` : `The ${pod?.groups[1]} ${pod?.groups[2]}`} was not up within ${seconds} s`,
        explanation:
          'The spawner did not finish in time: a large image was pulled, no node had room, or a queue was full.',
        remedies: [
          remedy(
            'Allow more time, and look at the spawner’s events for what took it:',
            'jupyterhub_config.py',
            `c.Spawner.start_timeout = ${Math.max(Number(seconds) * 2, 300)}`,
          ),
          remedy(
            'Pull images beforehand (Zero to JupyterHub: prePuller), and look for pods that no node can take.',
          ),
        ],
      }),
    )
  }
  return findings
}

function addressRemedies(url: string): Remedy[] {
  const local = /127\.0\.0\.1|localhost|0\.0\.0\.0/.test(url)
  return [
    remedy(
      local
        ? 'If the server runs in a container or on another machine, it must not listen on its own loopback only:'
        : 'Let the server listen on all of its addresses:',
      'jupyterhub_config.py',
      "c.Spawner.ip = '0.0.0.0'",
      'c.Spawner.http_timeout = 120',
    ),
    remedy('The image needs jupyterhub and jupyterlab (or notebook) installed, in the hub’s major version.'),
    remedy(
      'Check with curl from the hub’s own network that the address can be reached; a firewall or NetworkPolicy may be in the way.',
    ),
  ]
}

function spawnFailed(seen: Observed): readonly TextFinding[] {
  const errors = [...seen.all('start-error'), ...seen.all('previous-spawn')].filter(isTelling)
  const streams = seen.all('spawn-failed').filter(isTelling)
  const started = seen.all('pod-started').at(-1)?.line.number ?? 0
  const pods = seen.all('pod-problem').filter(({ line }) => line.number > started)
  const limit = seen.all('spawn-limit')
  const [first] = errors
  const aborted = limit.some(({ groups }) => groups[1] !== undefined) && seen.count('start-timeout') === 0
  if (errors.length + streams.length + pods.length === 0 && !aborted) return []
  const reason = first?.groups[2] ?? streams[0]?.groups[1] ?? streams[0]?.groups[2] ?? pods[0]?.groups[1]
  const image = [...pods, ...errors].some(({ line }) =>
    /ImagePull|ErrImagePull|pulling image|manifest unknown/.test(line.text),
  )
  const room = [...pods, ...errors].some(({ line }) =>
    /FailedScheduling|Insufficient (?:cpu|memory)|nodes are available/.test(line.text),
  )
  return [
    found(
      'spawn-failed',
      first || streams.length > 0 ? 'certain' : 'likely',
      [...errors.slice(0, 2), ...streams.slice(0, 2), ...pods.slice(0, 2), ...limit.slice(0, 1)],
      {
        times: Math.max(errors.length, streams.length, pods.length),
        title: `${first ? `${first.groups[1]}’s server` : 'A server'} did not start${reason ? `: ${reason.slice(0, 120)}` : ''}`,
        explanation: 'The spawner raised an error; these are its own words.',
        remedies: [
          ...(image
            ? [remedy('The image’s name or tag is wrong, or the registry wants a login (imagePullSecrets).')]
            : []),
          ...(room
            ? [remedy('No node has room for what the server asks for: lower its guarantees or add nodes.')]
            : []),
          ...(limit.length > 0
            ? [
                remedy(
                  'The hub ends itself after that many failures in a row; 0 turns that off.',
                  'jupyterhub_config.py',
                  'c.Spawner.consecutive_failure_limit = 0',
                ),
              ]
            : []),
          remedy('Look at the lines around it in the hub’s log, and at the spawner’s events.'),
        ],
      },
    ),
  ]
}

/** The hub’s own taking back, and words that only say that there was an error, prove nothing. */
function isTelling({ groups, line }: Sighting): boolean {
  return !/cancell?ed|didn't respond in|failed to start in|did not start in|TimeoutError|timed out after/i.test(
    `${groups[2] ?? groups[1] ?? ''} ${/Spawn cancelled/.exec(line.text)?.[0] ?? ''}`,
  )
}
