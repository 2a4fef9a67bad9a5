import { isSince } from '#hub/versions.ts'
import type { Certainty } from '../../../finding.ts'
import { tellClient } from '../../../recipes/headers.ts'
import { type Check, wrong } from '../../check.ts'
import type { DoctorFix } from '../../finding.ts'
import { advice, edgeFix, found, hubFix, quoted } from '../../found.ts'
import type { Echo } from '../../results.ts'
import { entriesOf, type Site } from '../../site.ts'

/**
 * The address that the hub takes for the visitor's. Hubs from 4.1 on bind the login form to it. A browser keeps one
 * connection, and so one way, for all that it asks; only its WebSockets show others.
 */
export const client: Check = {
  name: 'Client address',
  judge(site) {
    const { echoes, handshakes, version, results } = site
    if (version && !isSince(version, '4.1')) {
      return { well: 'This hub does not bind logins to the visitor’s address' }
    }
    if (results.asker === 'browser' && handshakes.length === 0) return undefined
    const arrived = [...echoes, ...handshakes]
    if (arrived.length < 2) return undefined
    const seen = addressesOf(arrived)
    if (seen.size < 2) return { well: 'The visitor’s address stays the same' }
    return wrong(isTwoKinds([...seen.keys()]) ? twoKinds(seen) : changing(site, arrived, seen))
  },
}

/** Tornado takes X-Real-IP, else the last of X-Forwarded-For that is no proxy it trusts. Source: `_apply_xheaders`. */
function addressOf(echo: Echo, trusted: readonly string[]): string {
  const passed = entriesOf(echo, 'x-forwarded-for')
  const far = passed.findLast((each) => !trusted.includes(each)) ?? passed[0]
  return echo.headers['x-real-ip'] ?? far ?? echo.peer ?? 'unknown'
}

/** How many requests came from each address, as the hub would take them. */
function addressesOf(arrived: readonly Echo[], trusted: readonly string[] = []): Map<string, number> {
  const seen = new Map<string, number>()
  for (const echo of arrived) {
    const address = addressOf(echo, trusted)
    seen.set(address, (seen.get(address) ?? 0) + 1)
  }
  return seen
}

/** One of IPv4 and one of IPv6: a visitor who has both may change between them, and no proxy has done anything. */
function isTwoKinds(addresses: readonly string[]): boolean {
  return addresses.length === 2 && addresses.filter((each) => each.includes(':')).length === 1
}

const mostNamed = 4

function counted(seen: ReadonlyMap<string, number>): string {
  const all = [...seen].map(([address, count]) => `${address} (${count})`)
  const rest = all.length > mostNamed ? [`${all.length - mostNamed} others`] : []
  const total = [...seen.values()].reduce((sum, count) => sum + count, 0)
  return `To the hub, ${total} requests come from ${[...all.slice(0, mostNamed), ...rest].join(', ')}.`
}

const explanation =
  'Before the login, the hub binds its form to the visitor’s address and browser. When they change between the form and its answer, the login is refused with 403, now and then.'

function changing(site: Site, arrived: readonly Echo[], seen: ReadonlyMap<string, number>) {
  const certainty: Certainty = site.version ? 'certain' : 'likely'
  return found({
    code: 'xsrf-login-ip',
    certainty,
    hop: 'edge',
    explanation,
    evidence: [counted(seen)],
    fixes: [
      edgeFix(site, 'Name the visitor’s own address:', tellClient),
      ...trustFix(arrived, [...seen.keys()]),
      ...networksFix(site, [...seen.keys()]),
    ],
  })
}

/** Where the addresses are those of proxies, which is where behind them stands one and the same visitor. */
function trustFix(arrived: readonly Echo[], proxies: readonly string[]): DoctorFix[] {
  if (arrived.some(({ headers }) => 'x-real-ip' in headers)) return []
  if (addressesOf(arrived, proxies).size !== 1) return []
  return [
    hubFix(
      'Or say which addresses are proxies:',
      `c.JupyterHub.trusted_downstream_ips.extend([${proxies.map(quoted).join(', ')}])`,
    ),
  ]
}

const isPrivate = (address: string) => /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(address)

function networksFix({ version }: Site, seen: readonly string[]): DoctorFix[] {
  if ((version && !isSince(version, '5.3')) || !seen.every(isPrivate)) return []
  const networks = '10.0.0.0/8;172.16.0.0/12;192.168.0.0/16'
  return [
    {
      text: 'From hub 5.3 on, networks of which the address shall not matter, in the hub’s environment:',
      where: 'environment of the hub',
      lines: [{ text: `JUPYTERHUB_XSRF_ANONYMOUS_IP_CIDRS="${networks}"`, added: true }],
    },
  ]
}

function twoKinds(seen: ReadonlyMap<string, number>) {
  return found({
    code: 'xsrf-login-ip',
    certainty: 'possible',
    hop: 'browser',
    title: 'The visitor comes by IPv4 and by IPv6, and the hub takes that for two people',
    explanation,
    evidence: [counted(seen)],
    fixes: [
      advice('Let the proxy in front listen on one of the two, and its name lead to that one alone.'),
      advice(
        'Where one of them is not the visitor’s, the proxy in front does not name the visitor’s address.',
      ),
    ],
  })
}
