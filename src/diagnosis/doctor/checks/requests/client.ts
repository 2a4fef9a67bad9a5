import { clientAddress } from '#hub/client-address.ts'
import { isSince } from '#hub/versions.ts'
import type { Certainty } from '../../../finding.ts'
import { tellClient } from '../../../recipes/headers.ts'
import { type Check, wrong } from '../../check.ts'
import type { DoctorFinding, DoctorFix } from '../../finding.ts'
import { advice, edgeFix, found, hubFix, quoted } from '../../found.ts'
import type { Echo } from '../../results.ts'
import { entriesOf, type Site } from '../../site.ts'

/**
 * The address that the hub takes for the visitor's. Hubs from 4.1 on bind the login form to it, and the form tells whether
 * it changes; what arrives at the service tells which ones there are.
 */
export const client: Check = {
  name: 'Client address',
  judge(site) {
    const { echoes, handshakes, version } = site
    if (version && !isSince(version, '4.1')) {
      return { well: 'This hub does not bind logins to the visitor’s address' }
    }
    const arrived = [...echoes, ...handshakes]
    const seen = addressesOf(arrived)
    if (measured(site) !== undefined) return wrong(changing(site, arrived, seen))
    if (!isCompared(site, arrived)) return undefined
    if (seen.size < 2) return { well: 'The visitor’s address stays the same' }
    return isIndifferent(site, seen)
      ? { well: 'Several addresses arrive, and the hub takes the visitor for one all the same' }
      : wrong(changing(site, arrived, seen))
  },
}

/** For whom the hub took those who asked for its login form, as far as its answers tell. */
function visitorsOf({ results: { loginForms = [] } }: Site): number[] {
  return loginForms.flatMap(({ visitor }) => visitor ?? [])
}

/** The hub's own view, where it takes this visitor for several. */
function measured(site: Site): string | undefined {
  const forms = visitorsOf(site)
  const atLogin = new Set(forms).size
  if (atLogin > 1) {
    return `In ${forms.length} requests for its login form, the hub took this visitor for ${atLogin} different ones.`
  }
  const inside = new Set((site.results.visitors ?? []).filter((visitor) => visitor !== null)).size
  return inside > 1
    ? `Asked from inside with the addresses that arrived, the hub takes this visitor for ${inside} different ones.`
    : undefined
}

/** A browser keeps one connection, and so one way, for all that it asks; only its WebSockets show others. */
function isCompared(site: Site, arrived: readonly Echo[]): boolean {
  if (site.results.asker === 'browser') return site.handshakes.length > 0 && arrived.length > 1
  return arrived.length > 1 || visitorsOf(site).length > 1
}

/**
 * Whether the hub takes all for the same one, although addresses change, as it does when it knows the proxies. Of the forms
 * alone that is not sure where they may have come by one way while others went by several: in a browser, or by chance.
 */
function isIndifferent(site: Site, seen: ReadonlyMap<string, number>): boolean {
  const { results, echoes } = site
  const inside = results.visitors ?? []
  if (inside.length > 0 && !inside.includes(null)) return true
  const visitors = visitorsOf(site)
  if (visitors.length === 0 || visitors.length < (results.loginForms ?? []).length) return false
  const ways = results.asker === 'browser' ? addressesOf(echoes) : seen
  return ways.size === seen.size && chanceOfOneWay(ways, visitors.length) < 0.1
}

/** How probable it is that so many requests all go the same way, when each way is taken as often as was seen. */
function chanceOfOneWay(seen: ReadonlyMap<string, number>, times: number): number {
  const total = sumOf(seen)
  return [...seen.values()].reduce((chance, count) => chance + (count / total) ** times, 0)
}

/** What is no address leaves that of the hub's proxy, from which the service is asked as well. */
function addressOf(echo: Echo, trusted: readonly string[]): string {
  const realIp = echo.headers['x-real-ip']
  const forwardedFor = entriesOf(echo, 'x-forwarded-for')
  return clientAddress({ realIp, forwardedFor }, trusted) ?? echo.peer ?? 'unknown'
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
  return `To the hub, ${sumOf(seen)} requests come from ${[...all.slice(0, mostNamed), ...rest].join(', ')}.`
}

function sumOf(seen: ReadonlyMap<string, number>): number {
  return [...seen.values()].reduce((sum, count) => sum + count, 0)
}

/** What the login form and the addresses that arrived show of it. */
function evidenceOf(site: Site, seen: ReadonlyMap<string, number>): string[] {
  const own = measured(site)
  return [...(own === undefined ? [] : [own]), ...(seen.size > 1 ? [counted(seen)] : [])]
}

const explanation =
  'Before the login, the hub binds its form to the visitor’s address and browser. When they change between the form and its answer, the login is refused with 403, now and then.'

function changing(site: Site, arrived: readonly Echo[], seen: ReadonlyMap<string, number>): DoctorFinding {
  if (isTwoKinds([...seen.keys()])) return twoKinds(site, seen)
  // What is set at the hub's side shows in its forms alone.
  const isTold = visitorsOf(site).length > 0
  const isSure = measured(site) !== undefined || (site.version !== undefined && !isTold)
  const certainty: Certainty = isSure ? 'certain' : 'likely'
  return found({
    code: 'xsrf-login-ip',
    certainty,
    hop: 'edge',
    explanation,
    evidence: evidenceOf(site, seen),
    fixes: [
      edgeFix(site, 'Name the visitor’s own address:', tellClient),
      ...(seen.size > 1
        ? [...trustFix(arrived, [...seen.keys()]), ...networksFix(site, [...seen.keys()])]
        : []),
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

function twoKinds(site: Site, seen: ReadonlyMap<string, number>): DoctorFinding {
  return found({
    code: 'xsrf-login-ip',
    certainty: 'possible',
    hop: 'browser',
    title: 'The visitor comes by IPv4 and by IPv6, and the hub takes that for two people',
    explanation,
    evidence: evidenceOf(site, seen),
    fixes: [
      advice('Let the proxy in front listen on one of the two, and its name lead to that one alone.'),
      advice(
        'Where one of them is not the visitor’s, the proxy in front does not name the visitor’s address.',
      ),
    ],
  })
}
