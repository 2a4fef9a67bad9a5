import type { EdgeName } from '../edges/edge.ts'

/** Where a remedy is tried, or why it cannot be. */
export type Trial =
  /** doctor.proxy.ts: its lines are written into a broken configuration of every proxy, but for these. */
  | { by: 'broken configurations'; except?: Partial<Record<EdgeName, string>> }
  /** Its lines are written into the configuration of a hub. */
  | {
      by:
        | 'hubs.proxy.ts'
        | 'service.proxy.ts'
        | 'prefix.proxy.ts'
        | 'header-loop.e2e.ts'
        | 'tls-target.e2e.ts'
    }
  /** It is about names below the hub's, and its lines are written for a hub with subdomains. */
  | { by: 'subdomain.proxy.ts' }
  /** The very lines are tried under another text. */
  | { like: string }
  /** It has no lines that could be written anywhere, or nobody could see that they help. */
  | { not: string }

const everywhere = { by: 'broken configurations' } as const
const but = (except: Partial<Record<EdgeName, string>>): Trial => ({ ...everywhere, except })
const notShipped = 'A plugin does it, and the program as it is shipped has none.'
const seenByPeople = { not: 'Advice for a person, who sees whether it applies.' }
const outside = { not: 'It is done outside of any configuration.' }

const proxies: Record<string, Trial> = {
  'The hub has a login of its own. Ask for no other:': everywhere,
  'Compare the target with where configurable-http-proxy listens:': everywhere,
  'Allow ${path} for everybody who may open the hub’s pages:': everywhere,
  'Send every path, and so ${path}, to the hub’s proxy:': everywhere,
  'Keep nothing of what the hub answers:': but({ traefik: notShipped, caddy: notShipped }),
  'Hand error answers on as they are:': everywhere,
  'Leave the hub its own policy:': everywhere,
  'Hand the header on:': everywhere,
  'Leave only targets at which configurable-http-proxy listens:': {
    like: 'Compare the target with where configurable-http-proxy listens:',
  },
  'Redirect where people come without TLS, and nowhere else:': but({
    traefik: 'It never redirects to the address that was asked for.',
  }),
  'Name the visitor’s own address:': but({
    traefik:
      'It writes the address anew; only balancers before it could hide it, and their networks are the site’s.',
  }),
  'Let Set-Cookie pass once, and unchanged:': { like: 'Let Set-Cookie and Cookie pass unchanged:' },
  'Pass Host on as the browser sent it, for WebSockets too:': {
    like: 'Pass Host on as the browser sent it:',
  },
  'Leave Origin alone, for WebSockets too:': { like: 'Leave Origin alone:' },
  'Pass Host on with its port:': everywhere,
  'Pass Host on as the browser sent it:': everywhere,
  'Pass Host and scheme on as the browser used them:': everywhere,
  'Allow larger requests:': but({ apache: 'Its limit does not hold for what it passes on.' }),
  'Allow larger headers:': everywhere,
  'To let those in who are locked out:': { like: 'Allow larger headers:' },
  'Let every method through:': everywhere,
  'Let Set-Cookie and Cookie pass unchanged:': everywhere,
  'Send the scheme that the browser used:': everywhere,
  'Leave Origin alone:': everywhere,
  'Hand them on:': everywhere,
  'Send requests to the proxy (port 8000, or the service proxy-public), not to the hub:': everywhere,
  'Hand paths on as they came:': everywhere,
  'Leave ${path} out of the portal, since the hub checks every call itself:': everywhere,
  'Hand answers on as they come:': but({ apache: 'However it is told to, it passes events on.' }),
  'Let a page make its calls; where many people share an address, allow more:': but({
    apache: 'Modules of others limit calls; its own limit the bytes.',
    caddy: notShipped,
  }),
  'Tell the scheme that the browser used:': { like: 'Name the browser’s scheme in X-Scheme:' },
  'Let browsers send a Referer to the hub’s own pages:': everywhere,
  'Name the browser’s scheme in X-Scheme:': everywhere,
  'Pass the upgrade on:': everywhere,
  'Allow long connections:': but({
    apache: 'It waits for whole seconds, and WebSockets outlive them: no probe meets its limit.',
  }),
}

const hubs: Record<string, Trial> = {
  'Serve the names below the hub’s, too:': { by: 'subdomain.proxy.ts' },
  'Or say which addresses are proxies:': { by: 'hubs.proxy.ts' },
  'From hub 5.3 on, networks of which the address shall not matter, in the hub’s environment:': {
    by: 'hubs.proxy.ts',
  },
  'Where the proxy cannot keep it, tell the servers which pages are theirs:': { by: 'hubs.proxy.ts' },
  'Or let the hub read the host elsewhere, when the proxy sets it there:': { by: 'hubs.proxy.ts' },
  'Let the hub listen where services and servers can reach it (where hub_bind_url is set, name the address there):':
    { by: 'service.proxy.ts' },
  'In the entry of the service:': { by: 'service.proxy.ts' },
  'And in the environment of the service, which has another one from somebody else than the hub:': {
    by: 'service.proxy.ts',
  },
  'In the environment of hub, services and servers, beside what NO_PROXY holds already:': {
    by: 'service.proxy.ts',
  },
  'And tell the hub the same prefix:': { by: 'prefix.proxy.ts' },
  'From hub 5.0 on, the cookies of logins and most links follow the public address, but not those of lists:':
    {
      by: 'hubs.proxy.ts',
    },
  'Or let servers send pings more often than that. The doctor’s own WebSocket stays silent, so mute this finding then:':
    { by: 'hubs.proxy.ts' },
  'Let the proxy name the target in Host, and tell servers which pages are theirs:': {
    by: 'header-loop.e2e.ts',
  },
  'A hub below 4 must then read the host elsewhere:': {
    like: 'Or let the hub read the host elsewhere, when the proxy sets it there:',
  },
  'Tell the proxy the authority that signed it:': { by: 'tls-target.e2e.ts' },
  'Let the proxy ask by the target’s own name, and tell servers which pages are theirs:': {
    by: 'tls-target.e2e.ts',
  },
}

const advices: Record<string, Trial> = {
  'They also need an entry *.${hostname} in the DNS, and a certificate that holds *.${hostname}.': outside,
  'If that was so before, the portal’s session has ended: open the site anew and log in there.': seenByPeople,
  'Or leave the hub’s API and the servers’ (/hub/api, /user/*/api) out of that login.': {
    not: 'Which login that is, and how it makes exceptions, the operator knows.',
  },
  'See what the proxy in front does with ${first.path}.': seenByPeople,
  'Make a new token on the hub’s page Token.': outside,
  'Compare where the route / leads with where the hub listens: hub_bind_url and hub_connect_url in jupyterhub_config.py.':
    seenByPeople,
  'See whether the hub runs, and what the last lines of its log say. A start takes a few seconds.':
    seenByPeople,
  'Restart the hub where it runs the service; elsewhere give the service the api_token of its entry in jupyterhub_config.py as JUPYTERHUB_API_TOKEN.':
    outside,
  'Servers take that when they start: start them anew, and check again while one runs.': outside,
  'Where the hub has only just been started: its proxy has no routes until it is up. See the last lines of its log, and check again.':
    seenByPeople,
  'Compare JUPYTERHUB_API_URL in the service’s environment with where the hub listens; it ends with /hub/api, and the service’s log names the address that was asked. The hub sets it for the services that it starts.':
    seenByPeople,
  'See why the service ended: its lines stand in the hub’s log. A hub that manages it starts it again.':
    seenByPeople,
  'Where it runs by itself, compare the url of its entry in jupyterhub_config.py with where it listens.':
    seenByPeople,
  'Let the proxy in front listen on one of the two, and its name lead to that one alone.': outside,
  'Where one of them is not the visitor’s, the proxy in front does not name the visitor’s address.':
    seenByPeople,
  'Let every machine keep its clock by NTP: chronyc tracking or timedatectl tell whether it does. Containers have the clock of their host.':
    outside,
  'Clear the cookies of ${page.hostname} in every browser: what was kept for the wider path stays.': outside,
  'Clear the cookies of ${site.page.hostname} in this browser.': outside,
  'Lasting: version 4.1 or newer of JupyterHub in the hub and in the users’ images.': outside,
  'On Kubernetes, see whether a NetworkPolicy keeps the service from the hub.': seenByPeople,
  'Point the public address and JUPYTERHUB_API_URL at the same hub.': outside,
  'Where the proxy gives the hub another prefix, a rewritten Path must end at the public one.': seenByPeople,
  'Or serve the site on https alone.': outside,
  'Or serve the site on https alone, and redirect http to ${secure}.': outside,
  'After a restart of the proxy the hub adds its routes anew when it looks, by default every five minutes; POST /hub/api/proxy makes it look at once.':
    outside,
  'If it stays so: see that jupyterhub_config.py has the service, with a url, and that the hub runs it.':
    seenByPeople,
  'If they do go to the proxy: see that the hub knows the service and runs it.': seenByPeople,
  'Or leave the hub’s API and its streams out of the limit.': {
    not: 'An exception is made where the limit stands, in words of its own.',
  },
  'Where TLS ends further out, let that proxy set X-Forwarded-Proto, and redirect there.': seenByPeople,
  'Find the one that answers with ${stray.first.status}, and let it pass everything on.': seenByPeople,
  'If nothing takes it away: see that the address leads to this hub.': seenByPeople,
  'Let the hub check its routes on the page Routes.': outside,
  'Safari below 16.4 sends none. If this is one, check with another browser.': seenByPeople,
  'Let the hub check its routes on the page Routes. It does so by itself as often as c.JupyterHub.last_activity_interval says, by default every five minutes.':
    outside,
  'If routes get lost again and again, run the proxy apart from the hub, so that it outlives it.': outside,
  'Better where it is possible: let the spawner return an address that does not go through the platform’s ingress.':
    { not: 'How, the spawner’s own documentation says.' },
  'Stop the server and start it again; the hub notices a dead server only when it looks, by default every 30 seconds.':
    outside,
  'Start it again, and see its log.': outside,
  'From then on the proxy trusts the authorities in that file alone: put those of all https targets there.':
    seenByPeople,
  'Renew the certificate of the target.': outside,
  'Give the target a certificate that names ${asked}, too.': outside,
  'If it opens in a browser all the same, the proxy trusts it. Name the authority’s file in NODE_EXTRA_CA_CERTS in the service’s environment, and the service does so, too.':
    seenByPeople,
  'Put jupyterhub ${version.text} into the users’ image.': outside,
}

/** Every remedy that the doctor prints, by its text as it stands in the source. */
export const trials: Readonly<Record<string, Trial>> = { ...proxies, ...hubs, ...advices }
