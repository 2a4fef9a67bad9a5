import type { Examination } from './examine.ts'
import type { Site } from './site.ts'

/** A check that was not made, and why, with what would let it be made; a sentence or two. */
export interface Unchecked {
  name: string
  reason: string
}

/** Their names by the reason, which is most often the same for several. */
export function namesByReason(unchecked: readonly Unchecked[]): Map<string, string[]> {
  const byReason = new Map<string, string[]>()
  for (const { name, reason } of unchecked) byReason.set(reason, [...(byReason.get(reason) ?? []), name])
  return byReason
}

type Reason = (site: Site) => string

export function uncheckedOf({ unchecked, site }: Examination): Unchecked[] {
  return unchecked.map((name) => ({
    name,
    reason: site.results.unread?.[name] ?? (reasons[name] ?? arrival)(site),
  }))
}

const arrival: Reason = ({ echo }) =>
  echo
    ? 'What came back does not tell. Put right what was found, then check again.'
    : 'No request of the check arrived at Hubscope’s service. Put right what was found, then check again.'

const hub: Reason = ({ results, page }) => {
  const { origin, host } = new URL(results.page.hubUrl, page)
  if (results.asker === 'browser' && origin !== page.origin) {
    return `The hub is at ${host}, an origin of its own, which no page of a service may ask. hubscope doctor on a command line can.`
  }
  return 'The hub’s own answer did not come. Put right what was found, then check again.'
}

const inside: Reason = ({ results: { asker, login } }) => {
  if (asker === 'browser' || login?.worked) {
    return 'Hubscope’s service did not look around from where it stands; it does so twelve times a minute at most. Wait a minute, then check again.'
  }
  return login
    ? 'Hubscope’s service looks around for those alone who are logged in, and the login did not work. Put right what was found, then check again.'
    : 'Hubscope’s service looks around for those alone who are logged in. Name a user with --user and --password-file.'
}

const routes: Reason = ({ results }) =>
  results.inside && results.inside.hub.answer?.status !== 200
    ? 'The hub did not answer Hubscope’s service, so the proxy’s routes could not be read. Put right what was found, then check again.'
    : 'Reading the proxy’s routes takes the scope proxy. Check with a login that holds it.'

const redirects: Reason = (site) => {
  const { asker, inside: seen } = site.results
  if (asker === 'command-line' || !seen) return asker === 'browser' ? inside(site) : hub(site)
  if (seen.outside?.reached) return hub(site)
  return seen.outside?.why === 'certificate'
    ? `From where Hubscope’s service stands, the certificate of ${site.page.origin} is not trusted, so it did not ask further, and a browser hides redirects. Name the file of its authority in NODE_EXTRA_CA_CERTS in the service’s environment, or follow them with hubscope doctor --insecure on a command line.`
    : `From where Hubscope’s service stands, ${site.page.origin} does not lead back to it, as in many container networks, and a browser hides redirects. hubscope doctor on a command line follows them.`
}

const targets: Reason = (site) => {
  const list = site.results.inside?.targets
  if (!site.results.inside) return inside(site)
  return list ? 'No server and no service has a route now. Check again when a server runs.' : routes(site)
}

const versions: Reason = (site) =>
  (site.results.inside?.targets ?? []).some(({ owner }) => owner === 'server')
    ? 'No server that was asked told its version.'
    : site.results.inside?.targets
      ? 'No server runs now. Check again when one does.'
      : targets(site)

const idle: Reason = ({ results }) => {
  if (results.sockets?.some(({ opened }) => opened) !== true) {
    return 'No WebSocket opened, so there was none to listen on.'
  }
  return results.asker === 'browser'
    ? 'Whether a silent one is cut takes a minute to see. The doctor listens after the other checks, as long as this page is open.'
    : 'Whether a silent one is cut takes a minute to see. Add --idle 65.'
}

const origin: Reason = (site) =>
  site.results.sockets?.some(({ opened }) => opened) === false
    ? 'No WebSocket opened. Put right what was found, then check again.'
    : arrival(site)

const client: Reason = (site) =>
  site.echo && site.results.asker === 'browser'
    ? 'A browser sends all that it asks over one connection, and of no WebSocket, which has its own, is known how it arrived.'
    : arrival(site)

const bodies: Reason = (site) =>
  site.results.bodies?.length === 0 && site.echo
    ? 'The line was too slow to send 2 MiB in 45 seconds. Check again from a faster one.'
    : arrival(site)

const token: Reason = ({ results }) =>
  results.token
    ? 'Whether the hub got the token cannot be told. Put right what was found, then check again.'
    : 'Give a token with --token-file to have it tried.'

/** By the name of a check; the others look at what arrives at the service. */
const reasons: Readonly<Record<string, Reason>> = {
  'Hub from inside': inside,
  'OAuth callback': inside,
  Redirects: redirects,
  Routes: routes,
  'Route targets': targets,
  'Versions of servers': versions,
  'Silent WebSockets': idle,
  'WebSocket origin': origin,
  'Body size': bodies,
  'Client address': client,
  'Hub version': hub,
  Referer: hub,
  'Error answers': hub,
  'Content-Security-Policy': hub,
  'Headers of pages': hub,
  'Who answers': hub,
  Login: ({ results }) =>
    results.login
      ? 'Logging in did not end, and what came back does not tell why.'
      : 'Name a user with --user and --password-file to have a login tried.',
  Token: token,
}
