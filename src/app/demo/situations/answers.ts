import { type Asked, dressed, type Edge, proxyPage } from '../edge.ts'
import { doctorPlace as place, type Situation } from './situation.ts'
import { createCache, createRateLimit, cutOff, holdBack } from './stateful-edges.ts'

/** The proxy in front answers itself, or changes what is answered. */
export const answerSituations = {
  'answers-cached': {
    title: 'Answers are cached',
    text: 'The proxy keeps what the hub’s API answers and gives it to the next who asks.',
    place,
    finding: 'edge-cache',
    edge: () => createCache(() => true, { Age: '1', 'X-Cache-Status': 'HIT' }),
  },
  'api-cached': {
    title: 'The hub’s API alone is cached',
    text: 'The proxy keeps what the hub’s API answers and says so nowhere. Whoever asks next, without any login, is given what was an admin’s.',
    place,
    finding: 'edge-cache',
    edge: () => createCache(isApi, {}),
  },
  'stream-buffered': {
    title: 'Streams are buffered',
    text: 'The proxy collects an answer before it hands it on. The progress of a starting server stands still and then jumps to its end.',
    place,
    finding: 'sse-buffered',
    edge: () => ({ dress: holdBack }),
  },
  'upstream-down': {
    title: 'The edge answers 502',
    text: 'What the proxy was told to send the hub’s paths to is not there; it has another way to services, so this page works.',
    place,
    finding: 'edge-upstream-down',
    edge: () => ({
      answer: (asked) => (isHub(asked) ? proxyPage(502, '502 Bad Gateway') : undefined),
    }),
  },
  'rate-limit': {
    title: 'The edge limits calls',
    text: 'After a dozen calls within a few seconds the proxy answers 429. One page with its lists and streams is enough for that.',
    place,
    finding: 'edge-rate-limit',
    edge: () =>
      createRateLimit(Date.now, () => proxyPage(429, '429 Too Many Requests', { 'Retry-After': '5' })),
  },
  'rate-limit-503': {
    title: 'The edge limits calls and says 503',
    text: 'The same limit as nginx has it unless told otherwise: it answers 503, as if what stands behind it were down now and then.',
    place,
    finding: 'edge-rate-limit',
    edge: () => createRateLimit(Date.now, () => proxyPage(503, '503 Service Temporarily Unavailable')),
  },
  'methods-blocked': {
    title: 'PATCH, PUT and DELETE are blocked',
    text: 'A firewall in front lets only GET and POST through. Reading works; try to stop a server.',
    place,
    finding: 'edge-blocks-method',
    edge: () => ({
      answer: ({ method }) =>
        ['PATCH', 'PUT', 'DELETE'].includes(method) ? proxyPage(403, '403 Forbidden') : undefined,
    }),
  },
  'api-blocked': {
    title: 'The hub’s API is blocked',
    text: 'An access rule in front refuses /hub/api to everybody. It looks like a missing scope and is none.',
    place,
    finding: 'edge-blocks-api',
    edge: () => ({ answer: (asked) => (isApi(asked) ? proxyPage(403, '403 Forbidden') : undefined) }),
  },
  'sso-portal': {
    title: 'A login portal in front',
    text: 'A single-sign-on portal sends calls of the hub’s API to its own login page. Pages work, because the browser follows.',
    place,
    finding: 'sso-portal',
    edge: () => ({
      answer: (asked) =>
        isApi(asked)
          ? new Response(null, { status: 302, headers: { Location: 'https://login.example.org/?rd=hub' } })
          : undefined,
    }),
  },
  'own-password': {
    title: 'A password in front',
    text: 'The proxy wants a password of its own in the Authorization header, where the hub’s token should be.',
    place,
    finding: 'edge-auth',
    edge: () => ({ answer: (asked) => (isApi(asked) ? proxyPage(401, '401 Unauthorized') : undefined) }),
  },
  'paths-missing': {
    title: 'Users’ servers are not forwarded',
    text: 'The proxy knows the way to /hub/ and to services, and answers 404 for /user/.',
    place,
    finding: 'edge-paths-missing',
    edge: () => ({
      answer: ({ path }) => (path.startsWith('site/user/') ? proxyPage(404, '404 Not Found') : undefined),
    }),
  },
  'servers-forbidden': {
    title: 'Users’ servers are forbidden',
    text: 'An access rule in front answers 403 for everything under /user/. The hub never hears of these requests.',
    place,
    finding: 'edge-answered',
    edge: () => ({
      answer: ({ path }) => (path.startsWith('site/user/') ? proxyPage(403, '403 Forbidden') : undefined),
    }),
  },
  'redirects-circle': {
    title: 'Redirects go in circles',
    text: 'The proxy sends /hub/ back to /, and the hub sends / to /hub/. Browsers give up: too many redirects.',
    place,
    finding: 'redirect-loop-route',
    edge: () => ({
      answer: ({ path, target }) =>
        path === 'site/hub/'
          ? proxyPage(302, '302 Found', { Location: target.replace(/hub\/(?:\?.*)?$/, '') })
          : undefined,
    }),
  },
  'errors-replaced': {
    title: 'Error pages are replaced',
    text: 'The proxy puts a page of its own in the place of every error. The reasons that hub and service give get lost.',
    place,
    finding: 'edge-replaces-errors',
    edge: () => ({
      dress: (response) =>
        response.status >= 400 ? proxyPage(response.status, 'Something went wrong') : response,
    }),
  },
  'refusals-replaced': {
    title: 'Refusals are replaced',
    text: 'The proxy puts a page of its own in the place of every 403. Which scope is missing, the hub says, and nobody hears.',
    place,
    finding: 'edge-replaces-errors',
    edge: () => ({
      dress: (response) => (response.status === 403 ? proxyPage(403, 'No access') : response),
    }),
  },
  'second-policy': {
    title: 'A second Content-Security-Policy',
    text: 'The proxy adds a policy of its own to every page. The hub’s pages may no longer run their scripts, and the page of a starting server stands still.',
    place,
    finding: 'csp-frame',
    edge: () => ({ dress: withPolicy("default-src 'self'") }),
  },
  'calls-forbidden': {
    title: 'A policy forbids calls of the hub’s pages',
    text: 'The proxy adds a Content-Security-Policy whose connect-src names another site alone. The hub’s pages run, and none of their buttons does anything.',
    place,
    finding: 'csp-frame',
    edge: () => ({ dress: withPolicy('connect-src https://api.example.com') }),
  },
  'silence-cut': {
    title: 'Silent WebSockets are cut',
    text: 'The balancer ends every WebSocket on which nobody has said anything for ten seconds. After its checks the doctor listens on one; wait for that.',
    place,
    finding: 'ws-idle-cut',
    edge: () => ({ silence: 10_000 }),
  },
  'answers-cut': {
    title: 'Long answers are cut off',
    text: 'The proxy ends every list of users after the first kilobyte, as one does that allows answers too little time. What arrives is half a list.',
    place: { text: 'Open the users', to: '/users' },
    finding: 'answer-cut-off',
    edge: () => ({
      dress: (response, { path }) => (/^hub\/api\/users$/.test(path) ? cutOff(response) : response),
    }),
  },
  'small-bodies': {
    title: 'Large bodies are refused',
    text: 'The proxy takes requests of 1 MiB at most, as nginx does unless told otherwise. Saving a larger notebook fails.',
    place,
    finding: 'edge-limits',
    edge: () => ({
      answer: ({ headers }) =>
        Number(headers.get('Content-Length') ?? 0) > 1024 * 1024
          ? proxyPage(413, '413 Request Entity Too Large')
          : undefined,
    }),
  },
} as const satisfies Record<string, Situation>

function isHub({ path }: Asked): boolean {
  return path.startsWith('site/hub/')
}

function isApi({ path }: Asked): boolean {
  return path.startsWith('site/hub/api/')
}

/** Adds a policy to those that the hub's pages have. */
function withPolicy(added: string): NonNullable<Edge['dress']> {
  return (response, asked) => {
    if (!isHub(asked)) return response
    const own = response.headers.get('Content-Security-Policy')
    const policies = [...(own === null ? [] : [own]), added]
    return dressed(response, { 'Content-Security-Policy': policies.join(', ') })
  }
}
