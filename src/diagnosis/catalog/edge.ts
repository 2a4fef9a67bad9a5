import type { CatalogEntry } from './entry.ts'

/** What stands in front of the hub does more than pass requests on. */
export const edgeFindings = {
  'edge-limits': {
    severity: 'error',
    title: 'A proxy limits the size or the time of requests',
    text: 'Uploads, saves or long calls end with 413, 504 or a cut connection: a proxy allows smaller bodies or shorter answers than the hub and the servers need.',
  },
  'auth-header-stripped': {
    severity: 'error',
    title: 'Something removes the Authorization header on its way',
    text: 'Calls with a token are refused from outside for missing credentials, while the same token works at the hub’s own address and cookies work everywhere.',
  },
  'edge-auth': {
    severity: 'error',
    title: 'Something in front asks for its own login',
    text: 'The 401 comes from a proxy with a password or token check of its own. Browsers ask once and remember; calls with the hub’s token cannot satisfy both.',
  },
  'sso-portal': {
    severity: 'error',
    title: 'A login portal answers in the hub’s place',
    text: 'A call to the API was redirected to, or answered by, a single-sign-on portal. Pages work because the browser follows; calls of scripts and of pages in the background end there.',
  },
  'cookies-stripped': {
    severity: 'error',
    title: 'The hub’s cookies get lost on their way',
    text: 'The login succeeds, and the next page shows the login form again. A proxy removes Set-Cookie or Cookie, or moves the cookie’s path to where the page is not.',
  },
  'edge-cache': {
    severity: 'error',
    title: 'A cache in front answers in the hub’s place',
    text: 'Answers of the hub are kept and given to others: lists are stale, and what one user may see can reach another. Nothing under the hub may be cached.',
  },
  'fetch-metadata-stripped': {
    severity: 'warning',
    title: 'The hub skips its XSRF check because browsers’ headers do not arrive',
    text: 'Browsers mark requests with Sec-Fetch-* on https. Where these are missing the hub cannot tell a page of its own from another site’s and lets reading calls through. On plain http browsers do not send them at all.',
  },
  'edge-blocks-api': {
    severity: 'error',
    title: 'Something in front refuses the hub’s API',
    text: 'A proxy, firewall or access rule answers 403 for paths of the API while pages work. It looks like a missing scope only by its number.',
  },
  'edge-blocks-method': {
    severity: 'error',
    title: 'Something in front refuses methods such as DELETE and PATCH',
    text: 'Reading works, changing does not: a proxy or firewall lets only GET and POST through.',
  },
  'edge-replaces-errors': {
    severity: 'warning',
    title: 'A proxy replaces the hub’s error answers by its own pages',
    text: 'What the hub said of the reason is lost. Sometimes the page comes with status 200, so that callers take it for an answer.',
  },
  'edge-rate-limit': {
    severity: 'error',
    title: 'A proxy limits how often it may be asked',
    text: 'The 429 or 503 comes from a rate limit in front of the hub, not from the hub’s own limit on starting servers. A page that loads many files or follows many servers soon reaches it.',
  },
  'edge-paths-missing': {
    severity: 'error',
    title: 'The proxy in front sends some paths elsewhere',
    text: 'Pages under /hub work and those under /user or /services do not: the proxy in front passes only some paths on. Everything under the base URL belongs to the hub’s proxy.',
  },
  'edge-upstream-down': {
    severity: 'error',
    title: 'The proxy in front gets no answer from what stands behind it',
    text: 'Its target address is wrong, or the hub’s proxy is down or starting. It answers 502, 503 or 504 for everything.',
  },
  'edge-answered': {
    severity: 'error',
    title: 'Something in between answered in the hub’s place',
    text: 'The answer lacks the hub’s version header and form: it comes from a proxy, a firewall or an error page on the way.',
  },
} as const satisfies Record<string, CatalogEntry>
