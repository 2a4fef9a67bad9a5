import type { CatalogEntry } from './entry.ts'

/** Who is asking, and what they may do. */
export const identityFindings = {
  'scope-denied': {
    severity: 'error',
    title: 'The token or login lacks a scope',
    text: 'The hub knows who asks and names the scopes of which any one would do. None of them is among those the token or login holds. A token keeps the scopes it was issued with, so a role added later needs a new token or login.',
  },
  'scope-filtered-404': {
    severity: 'error',
    title: 'Left out by a scope’s filter, or not there',
    text: 'The caller holds the scope for some users, servers or groups only, and what was asked for is not among them, or it does not exist. The hub answers both alike, so that nobody can find out names by asking.',
  },
  'creds-missing': {
    severity: 'error',
    title: 'The hub saw no valid token or login',
    text: 'The request carried no token, or one that is unknown, expired or revoked, or a header the hub does not read. Pages under /hub take cookies only, the API takes tokens too.',
  },
  'login-expired': {
    severity: 'error',
    title: 'The hub wants this user to log in again',
    text: 'The authenticator could not refresh what it knows of the user, so the hub starts and does nothing for them until they have logged in once more.',
  },
  'xsrf-missing': {
    severity: 'error',
    title: 'A call with a cookie came without the XSRF value',
    text: 'Since JupyterHub 4 a call that is authenticated by a cookie must also carry the XSRF value, in the query or in X-XSRFToken, on API paths even when it only reads. Pages outside /hub/ cannot read that cookie; they should call with a token instead.',
  },
  'xsrf-mask': {
    severity: 'error',
    title: 'The XSRF message hides a missing login or a bad token',
    text: 'The hub checks XSRF before it complains about identity. Who is logged out and sends an Origin header, or sends a wrong token next to a good cookie, is told that _xsrf is missing, though adding it would not help.',
  },
  'xsrf-login-ip': {
    severity: 'error',
    title: 'The login form is refused because the client’s address changes',
    text: 'Before login the XSRF value is bound to the client’s address and browser. Where several proxies stand in front and the hub sees their addresses instead of the client’s, showing the form and sending it look like two people.',
  },
  'xsrf-wrong-path': {
    severity: 'error',
    title: 'A page outside /hub/ sent an XSRF value that is not the hub’s',
    text: 'A service has an _xsrf cookie of its own. Its page sent that one to the hub, which accepts only the value that it has signed for its own pages. Such a page should call the API with a token.',
  },
  'ref-blocked': {
    severity: 'error',
    title: 'The hub refuses its own page’s calls because Referer and Host disagree',
    text: 'Hubs before 4.0 take the cookie of an API call only when the Referer begins with the address they believe to have: scheme, host and port as the headers of the proxies tell them. When one of these is lost on the way, the login is dropped and the hub speaks of missing scopes.',
  },
  'ref-missing': {
    severity: 'error',
    title: 'The browser sends no Referer, so the hub drops the login',
    text: 'Hubs before 4.0 take the cookie of an API call only when a Referer names the hub. A Referrer-Policy of no-referrer, set by a proxy or an add-on of the browser, removes it. The hub then speaks of missing scopes.',
  },
  'content-type-403': {
    severity: 'error',
    title: 'A POST with a cookie was not sent as JSON',
    text: 'The hub drops the login of a POST to its API whose content type is not JSON, as protection against forms of other sites, and then reports missing credentials. fetch sends text/plain for plain strings.',
  },
  'server-token-narrow': {
    severity: 'error',
    title: 'A server’s own token may do little more than report activity',
    text: 'Code in a notebook uses JUPYTERHUB_API_TOKEN. Since JupyterHub 2 that token holds only what the server itself needs, whatever its owner may do.',
  },
  'admin-powers-surprise': {
    severity: 'error',
    title: 'Only an admin may do this, whatever the scopes',
    text: 'The hub lets nobody but an admin make admins or change them. admin:users does not suffice, so that nobody can promote themselves.',
  },
  'role-clobber': {
    severity: 'error',
    title: 'A service has lost the role that let it work',
    text: 'A service such as the idle culler is refused what it needs. Mostly load_roles or services was assigned anew in the configuration and so replaced what the distribution had put there.',
  },
  'service-access-denied': {
    severity: 'error',
    title: 'A user may not open a service or another’s server',
    text: 'Since JupyterHub 2 a user needs access:services for a service, or access:servers for somebody else’s server. Ordinary users have neither unless a role gives it to them.',
  },
  'login-not-allowed-5x': {
    severity: 'error',
    title: 'Nobody has allowed these users to log in',
    text: 'From JupyterHub 5 on, nobody may log in unless the configuration says who: all, a list, or those that exist already. Users that were added on the admin page need allow_existing_users.',
  },
  'oauth-state': {
    severity: 'error',
    title: 'The login’s state cookie did not come back',
    text: 'A login begins with a state that the browser keeps in a cookie and ends with its comparison. The cookie was missing or another one: the host changed on the way, the cookie was Secure on plain http, two logins ran at once, or the tab was old.',
  },
  'oauth-client-mismatch': {
    severity: 'error',
    title: 'A service’s OAuth registration does not fit what it asks for',
    text: 'The hub does not know the client id, or knows another address to return to. Mostly a service runs without the environment that the hub would give it, or was taken out of the configuration.',
  },
  'server-token-stale': {
    severity: 'error',
    title: 'A server or service uses a token that the hub no longer knows',
    text: 'The server cannot ask the hub who its visitors are, because the hub has forgotten its token. Mostly the hub’s database was lost or made anew while servers or containers kept running.',
  },
} as const satisfies Record<string, CatalogEntry>
