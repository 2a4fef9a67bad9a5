import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { allowReferer, keepHost, tellSchemeAndHost } from '../recipes.ts'
import type { Sighting } from '../signals/all.ts'
import { found, refusals, remedy } from './found.ts'

const upgrade = remedy('For good: hubs from 4.0 on no longer look at the Referer. Upgrade the hub.')

/** Hubs before 4.0 drop a cookie’s login for its Referer. Source: `check_referer` in jupyterhub/apihandlers/base.py of 3.1.1. */
export function refererFindings(seen: Observed): readonly TextFinding[] {
  return [...missing(seen), ...blocked(seen), ...policyAlone(seen)]
}

/** The refusals that followed from a dropped login, which the hub words as missing scopes. */
function consequences(seen: Observed) {
  return seen.answers.filter((answer) => answer.before?.referer !== undefined)
}

function missing(seen: Observed): readonly TextFinding[] {
  const all = seen.all('no-referer')
  if (all.length === 0) return []
  const policy = seen.first('no-referrer-policy')
  const without = seen.tallies.get('without referer') ?? 0
  const withOne = seen.tallies.get('with referer') ?? 0
  const bare = without > 2 && withOne === 0
  return [
    found('ref-missing', 'certain', [...all.slice(0, 2), policy, ...after(seen, all)], {
      times: seen.count('no-referer'),
      explanation: [
        'The hub blocked API calls of its own pages because they came without a Referer, dropped the login that the cookie stands for, and then reported missing scopes. No role can cure that.',
        policy ? 'The text holds a Referrer-Policy that makes browsers leave it out.' : '',
        bare
          ? `The proxy’s log shows no Referer on any of ${without} requests either, so the browser sends none.`
          : '',
        policy ? '' : 'A proxy’s Referrer-Policy: no-referrer does that, or a privacy add-on of the browser.',
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
      remedies: [allowReferer(seen.facts), upgrade],
    }),
  ]
}

/** The lines in which the first of these led to a refusal. */
function after(seen: Observed, sightings: readonly Sighting[]) {
  const first = sightings[0]?.line.number
  return consequences(seen)
    .filter(({ before }) => before?.referer?.number === first)
    .slice(0, 1)
}

function blocked(seen: Observed): readonly TextFinding[] {
  const all = seen.all('hub-cross-origin')
  const [first] = all
  const form = seen.all('form-not-from-page')
  const noHost = seen.all('no-host')
  if (!first) {
    if (form.length + noHost.length === 0) return []
    return [
      found('ref-blocked', 'likely', [...form.slice(0, 2), ...noHost.slice(0, 2)], {
        remedies: [scheme(seen, 'https'), upgrade],
      }),
    ]
  }
  const difference = compare(first.groups)
  const proofs = [...all.slice(0, 2), ...after(seen, all)]
  const details = { times: seen.count('hub-cross-origin'), ...explain(seen, difference, first) }
  const asBlocked = found('ref-blocked', 'certain', proofs, details)
  if (difference === 'port') return [found('host-port-lost', 'certain', proofs, details), asBlocked]
  if (difference !== 'page-http') return [asBlocked]
  return [
    asBlocked,
    found('secure-cookie-on-http', 'possible', all.slice(0, 2), {
      remedies: [
        remedy('Send browsers that come by http to https.', 'nginx', 'return 301 https://$host$request_uri;'),
      ],
    }),
  ]
}

type Difference = 'page-https' | 'page-http' | 'port' | 'host' | 'origin-only' | 'outside' | 'unclear'

/** What keeps the Referer from beginning with the address that the hub believes to have. */
function compare(groups: Sighting['groups']): Difference {
  const referer = parse(groups[1])
  const host = parse(groups[4])
  if (!referer || !host) return 'unclear'
  if (referer.protocol !== host.protocol) return referer.protocol === 'https:' ? 'page-https' : 'page-http'
  if (referer.hostname !== host.hostname) return 'host'
  if (portOf(referer) !== portOf(host)) return 'port'
  if (referer.pathname === '/' && host.pathname !== '/') return 'origin-only'
  return 'outside'
}

function explain(seen: Observed, difference: Difference, { groups }: Sighting) {
  const [, referer = '', header = 'Host', host = '', hostUrl = ''] = groups
  const sees = `The page is ${referer}, and the hub takes its own address for ${hostUrl}.`
  const then =
    'It therefore dropped the login of the page’s call and reported missing scopes. No role can cure that.'
  switch (difference) {
    case 'page-https':
      return {
        title: 'The page is on https and the hub believes it is on http',
        explanation: `${sees} TLS ends at a proxy and the scheme is lost behind it, or an inner proxy overwrites it. ${then}`,
        remedies: [scheme(seen, 'https'), upgrade],
      }
    case 'page-http':
      return {
        title: 'The page is on http and the hub is told https',
        explanation: `${sees} A proxy sends X-Scheme or X-Forwarded-Proto https also for browsers on http. ${then}`,
        remedies: [
          tellSchemeAndHost(
            seen.facts,
            'as-used',
            'Send the scheme that the browser really used, and redirect http to https:',
          ),
          upgrade,
        ],
      }
    case 'port':
      return {
        title: `The port of the page is lost before it reaches the hub (${host})`,
        explanation: `${sees} The ${header} header arrives without the port that the browser used. ${then}`,
        remedies: [keepHost(seen.facts, 'Pass the Host header on with its port:'), upgrade],
      }
    case 'host':
      return {
        title: `The hub is told another host (${host}) than the browser uses`,
        explanation: `${sees} A proxy rewrites the ${header} header. ${then}`,
        remedies: [
          keepHost(seen.facts, 'Pass the Host header on as the browser sent it:'),
          remedy(
            'Or tell hubs from 2.0.1 to 3.1 which header has it:',
            'jupyterhub_config.py',
            'c.JupyterHub.forwarded_host_header = "X-Forwarded-Host"',
          ),
          upgrade,
        ],
      }
    case 'origin-only':
      return {
        title: 'The browser sends a Referer without a path',
        explanation: `${sees} A Referrer-Policy of origin or strict-origin cuts the path off. ${then}`,
        remedies: [allowReferer(seen.facts), upgrade],
      }
    case 'outside':
      return {
        title: 'A page outside /hub/ calls the API with the hub’s cookie',
        explanation: `${sees} Hubs before 4.0 accept cookies only from pages under their own path. ${then}`,
        remedies: [
          remedy('Let that page call the API with a token of its own instead of the hub’s cookie.'),
          upgrade,
        ],
      }
    case 'unclear':
      return { explanation: `${sees} ${then}`, remedies: [scheme(seen, 'https'), upgrade] }
  }
}

function scheme(seen: Observed, name: 'https') {
  return tellSchemeAndHost(
    seen.facts,
    name,
    'Tell the hub the scheme and host that the browser used. Where TLS ends further out than this proxy, $scheme is http here; write https:',
  )
}

/** A policy that was pasted or answered without a log is no proof; before 4.0 it is one of the causes. */
function policyAlone(seen: Observed): readonly TextFinding[] {
  const policy = seen.first('no-referrer-policy')
  if (!policy || seen.count('no-referer') > 0) return []
  const version = seen.versionAt(policy.line.number)
  const refused = refusals(seen, /requires any of \[/).filter(({ user }) => user === undefined || user === '')
  if (version === undefined ? refused.length === 0 : version.major >= 4) return []
  return [
    found('ref-missing', refused.length > 0 ? 'likely' : 'possible', [policy, ...refused.slice(0, 1)], {
      remedies: [allowReferer(seen.facts), upgrade],
    }),
  ]
}

function parse(text: string | undefined): URL | undefined {
  try {
    return new URL(text ?? '')
  } catch {
    return undefined
  }
}

function portOf(url: URL): string {
  return url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
}
