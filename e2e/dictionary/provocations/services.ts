import type { Exchange } from '../exchange.ts'
import type { Lab } from '../lab.ts'
import { cookieOf, jarOf } from '../login.ts'
import type { Provocations } from '../provocation.ts'
import { fromBrowser } from './identity.ts'
import { from5, speaksOfScopes } from './versions.ts'

const guarded = '/services/guarded/'

/** The page of the hub where a user agrees to a login into a service. */
async function authorize(lab: Lab, user: string, query: Record<string, string>): Promise<Exchange> {
  const { cookie } = await lab.cookiesOf(user)
  const search = new URLSearchParams({
    client_id: 'service-guarded',
    redirect_uri: `${guarded}oauth_callback`,
    response_type: 'code',
    state: 'some',
    ...query,
  })
  return lab.ask(`/hub/api/oauth2/authorize?${search}`, { headers: { cookie } })
}

/** Comes back from a login with a state that the service has given out, and with a code that nobody has. */
async function comeBack(lab: Lab, part: string): Promise<Exchange> {
  const sent = await lab.ask(guarded + part)
  const location = sent.received.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? ''
  const state = new URL(location, lab.stack.url).searchParams.get('state') ?? ''
  const query = new URLSearchParams({ code: 'of-nobody', state })
  return lab.ask(`${guarded}${part}oauth_callback?${query}`, { headers: { cookie: cookieOf(jarOf(sent)) } })
}

const withToken = (lab: Lab, part: string) =>
  lab.ask(guarded + part, { headers: { authorization: 'token unknown' } })

/** Logins into services and servers, and what these say when they ask the hub. */
export const services = {
  'You do not have permission to access JupyterHub service dash': [
    {
      by: 'somebody without access:services',
      says: /You do not have permission to access JupyterHub service guarded/,
      provoke: (lab) => authorize(lab, 'ada', {}),
    },
  ],
  'Mismatching redirect URI.': [
    {
      by: 'a service that wants to return elsewhere',
      says: /Mismatching redirect URI\./,
      provoke: (lab) => authorize(lab, 'student', { redirect_uri: '/oauth_callback' }),
    },
  ],
  'Invalid client_id parameter value.': [
    {
      by: 'a service that the hub does not know',
      says: /Invalid client_id parameter value\./,
      provoke: (lab) => authorize(lab, 'student', { client_id: 'service-gone' }),
    },
  ],
  'OAuth configuration error':
    'The hub deletes the clients of services that are gone when it starts; there is no way to make one while it runs.',
  'Authorization form must be sent from authorization page': [
    {
      by: 'the form of another page',
      on: speaksOfScopes,
      says: /Authorization form must be sent from authorization page/,
      provoke: async (lab) => {
        const { cookie } = await lab.cookiesOf('student')
        const page = '/hub/api/oauth2/authorize?client_id=service-guarded&response_type=code&state=some'
        const referer = `${lab.stack.url}hub/home`
        return lab.ask(page, {
          method: 'POST',
          headers: { cookie, referer, 'content-type': 'application/x-www-form-urlencoded' },
          body: 'scopes=access:services!service=guarded',
        })
      },
    },
  ],
  'user ada is not allowed.': [
    {
      by: 'a token of somebody whom the service does not let in',
      in: 'log',
      says: /user student is not allowed\./,
      provoke: async (lab) =>
        lab.ask(`${guarded}picky/`, { headers: { authorization: `token ${await lab.tokenOf('student')}` } }),
    },
  ],
  'oauth state does not match. Try logging in again.': [
    {
      by: 'a state that the service has not given out',
      in: 'log',
      says: /oauth state does not match\. Try logging in again\./,
      provoke: (lab) => lab.ask(`${guarded}oauth_callback?code=some&state=of-another-tab`),
    },
  ],
  'OAuth state is missing. Try logging in again.': [
    {
      by: 'no state',
      on: from5,
      in: 'log',
      says: /OAuth state is missing\. Try logging in again\./,
      provoke: (lab) => lab.ask(`${guarded}oauth_callback?code=some`),
    },
  ],
  'OAuth callback made without a token': [
    {
      by: 'no code',
      in: 'log',
      on: from5,
      says: /OAuth callback made without a token/,
      provoke: (lab) => lab.ask(`${guarded}oauth_callback`),
    },
  ],
  'Error in oauth: access_denied': [
    {
      by: 'a login that was refused',
      in: 'log',
      says: /Error in oauth: access_denied/,
      provoke: (lab) => lab.ask(`${guarded}oauth_callback?error=access_denied`),
    },
  ],
  "Failed to connect to Hub API at 'http://hub:8081/hub/api'.  Is the Hub accessible": [
    {
      by: 'a service that has a wrong address of the hub',
      in: 'log',
      says: /Failed to connect to Hub API at 'http:\/\/127\.0\.0\.1:9\/hub\/api'\. +Is the Hub accessible at this URL/,
      provoke: (lab) => withToken(lab, 'alone/'),
    },
  ],
  'Permission failure checking authorization, I may need a new token': [
    {
      by: 'a service that is refused where it asks',
      in: 'log',
      says: /Permission failure checking authorization, I may need a new token/,
      provoke: (lab) => comeBack(lab, 'forbidden/'),
    },
  ],
  'Failed to check authorization: invalid_client': [
    {
      by: 'a service whose token the hub has forgotten',
      in: 'log',
      says: /Failed to check authorization: /,
      // The hub says in its log that it is the secret.
      logged: 'oauth-client-mismatch',
      provoke: (lab) => comeBack(lab, 'forgotten/'),
    },
  ],
  'oauth callback failed to identify a user': [
    {
      by: 'a login into a service whose user the hub does not know',
      in: 'log',
      says: /oauth callback failed to identify a user|Failed to check authorization/,
      provoke: (lab) => comeBack(lab, 'nobody/'),
    },
  ],
  'Failed to check authorization (upstream problem)': [
    {
      by: 'a service that gets a 502 where it asks',
      in: 'log',
      says: /Failed to check authorization \(upstream problem\)/,
      provoke: (lab) => withToken(lab, 'upstream/'),
    },
  ],
  'Can "Upgrade" only to "WebSocket".': [
    {
      by: 'a plain GET of a socket',
      logged: null,
      says: /Can "Upgrade" only to "WebSocket"\./,
      provoke: async (lab) => lab.ask(`${guarded}socket`, { headers: await fromBrowser(lab, 'student') }),
    },
  ],
  '"Connection" must be "Upgrade".': [
    {
      by: 'a GET of a socket of which a proxy has kept one of two headers',
      logged: null,
      says: /"Connection" must be "Upgrade"\./,
      provoke: (lab) =>
        lab.ask(`${guarded}socket`, { headers: { upgrade: 'websocket', connection: 'close' } }),
    },
  ],
  'Cross origin websockets not allowed': [
    {
      by: 'a socket of a page of another host',
      logged: null,
      says: /Cross origin websockets not allowed/,
      provoke: (lab) =>
        lab.ask(`${guarded}socket`, {
          headers: {
            upgrade: 'websocket',
            connection: 'Upgrade',
            origin: 'https://hub.example.org',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          },
        }),
    },
  ],
} as const satisfies Provocations
