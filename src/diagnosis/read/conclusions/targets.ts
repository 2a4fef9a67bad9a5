import type { Observed } from '../observed.ts'
import type { Remedy, TextFinding } from '../reading.ts'
import { found, remedy, type Rule } from './found.ts'
import { ownHostLines } from './header-loop.ts'

/** Where routes lead, and nobody answers or lets nobody in. */
export const targetRules: readonly Rule[] = [targetDown, proxyApiRefused, serviceUnreachable]

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
        remedies: certificateRemedies(
          certificates.map(({ line }) => line.text),
          seen,
        ),
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

/** Node tells a certificate of an unknown authority from one for another name, and from one that is out of its time. */
function certificateRemedies(texts: readonly string[], seen: Observed): Remedy[] {
  const isMisnamed = (text: string) => /altnames/i.test(text)
  const isExpired = (text: string) => /expired/i.test(text)
  return [
    ...(texts.every((text) => isMisnamed(text) || isExpired(text))
      ? []
      : [
          remedy(
            'Give the proxy the authority that signed the certificate; it then trusts those in that file alone.',
            'jupyterhub_config.py',
            'c.ConfigurableHTTPProxy.command.extend(["--client-ssl-ca", "/path/to/ca.pem"])',
          ),
        ]),
    ...(texts.some(isMisnamed)
      ? [
          remedy(
            'Let the proxy ask by the target’s own name instead of the hub’s, and let servers accept the hub’s pages all the same:',
            'jupyterhub_config.py',
            ...ownHostLines(seen),
          ),
        ]
      : []),
    ...(texts.some(isExpired) ? [remedy('Renew the certificate of the target.')] : []),
    remedy('Or have the spawner return an http address inside the cluster.'),
  ]
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
