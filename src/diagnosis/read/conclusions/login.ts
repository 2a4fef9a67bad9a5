import { roleName } from '../../grants/role.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import type { Sighting } from '../signals/all.ts'
import { bySignal, distinct, found, remedy, type Rule } from './found.ts'

/** Logging in, and being let into services and servers. */
export const loginRules: readonly Rule[] = [
  notAllowed,
  oauthState,
  clientMismatch,
  serviceAccess,
  staleToken,
  bySignal('admins-only', 'admin-powers-surprise', 'certain', () => ({
    remedies: [
      remedy('Let a person whose account is an admin do it, with a token of their own.'),
      remedy('Better than making more admins: a role with the scopes that are needed.'),
    ],
  })),
  bySignal('admin-access-off', 'admin-powers-surprise', 'certain', () => ({
    title: 'The old way for admins to open others’ servers is off',
    explanation:
      'admin_access has had no effect since 2.0. Who may open whose server is said by the scope access:servers.',
    remedies: [remedy('Give access:servers by a role, and call a current client of the API.')],
  })),
  tokenRefused,
]

const allowLines = [
  remedy(
    'From 5.0 on, say who may log in: everybody that the authenticator knows, or a list.',
    'jupyterhub_config.py',
    'c.Authenticator.allow_all = True',
  ),
  remedy(
    'From 5.0 on, for users that were added on the admin page:',
    'jupyterhub_config.py',
    'c.Authenticator.allow_existing_users = True',
  ),
]

function notAllowed(seen: Observed): readonly TextFinding[] {
  const config = seen.all('no-allow-config')
  const users = seen.all('user-not-allowed')
  if (config.length + users.length === 0) return []
  const names = distinct(users.map(({ groups }) => groups[1]))
  const [first] = users
  const version = first && seen.versionAt(first.line.number)
  const old = version !== undefined && version.major < 5
  return [
    found(
      'login-not-allowed-5x',
      config.length > 0 ? 'certain' : old ? 'possible' : 'likely',
      [...config.slice(0, 1), ...users.slice(0, 3)],
      {
        times: config.length + users.length,
        ...(names.length > 0
          ? {
              title: `${names.slice(0, 3).join(', ')} may not log in: no rule of the configuration allows it`,
            }
          : {}),
        ...(config.length === 0
          ? {
              explanation:
                'The authenticator knows them, and the hub’s list of who may log in does not. From 5.0 on such a list, or allow_all, is needed; users that exist only in the database need allow_existing_users.',
            }
          : {}),
        remedies: old
          ? [
              remedy(
                'Add them to the list.',
                'jupyterhub_config.py',
                `c.Authenticator.allowed_users.add(${JSON.stringify(names[0] ?? 'NAME')})`,
              ),
            ]
          : allowLines,
      },
    ),
  ]
}

function oauthState(seen: Observed): readonly TextFinding[] {
  const all = [
    ...seen.all('oauth-state'),
    ...seen.all('oauth-state-missing'),
    ...seen.all('oauth-no-token'),
    ...seen.all('oauth-error'),
  ]
  if (all.length === 0) return []
  const missing = all.some(({ line }) => /=None\b|missing/.test(line.text))
  return [
    found('oauth-state', 'certain', all.slice(0, 4), {
      times: all.length,
      explanation: `${missing ? 'The browser came back from the login without the cookie that holds its state.' : 'The state that came back is not the one in the cookie.'} Once, after a long pause or with two tabs, that is nothing. Again and again it means: the host changes between the two steps, the cookie is Secure and the site on http, a frame on another site, or blocked cookies.`,
      remedies: [
        remedy(
          'Let people use one host name only, and redirect others to it.',
          'nginx',
          'if ($host != "hub.example.org") { return 301 https://hub.example.org$request_uri; }',
        ),
        remedy(
          'Compare the host of oauth_callback_url with the one in the address bar; tell the hub the true scheme (X-Scheme).',
        ),
        remedy('Have the browser’s cookies of this host cleared once.'),
      ],
    }),
  ]
}

function clientMismatch(seen: Observed): readonly TextFinding[] {
  const uris = seen.all('redirect-uri')
  const pages = seen.all('redirect-uri-mismatch')
  const clients = seen.all('client-unknown')
  const secrets = seen.all('client-secret')
  if (uris.length + pages.length + clients.length + secrets.length === 0) return []
  const [first] = uris
  const service = serviceOf([...uris, ...pages, ...clients])
  return [
    found(
      'oauth-client-mismatch',
      'certain',
      [...uris.slice(0, 2), ...pages.slice(0, 1), ...clients.slice(0, 2), ...secrets.slice(0, 1)],
      {
        times: uris.length + pages.length + clients.length + secrets.length,
        ...(first
          ? { title: `The service returns to ${first.groups[1]}, the hub expects ${first.groups[2]}` }
          : secrets.length > 0
            ? { title: 'A service shows another secret than the hub knows' }
            : clients.length > 0 && pages.length === 0
              ? { title: `The hub knows no OAuth client ${service ?? 'of this name'}` }
              : {}),
        remedies: [
          remedy(
            'Give a service that you start yourself what the hub would give it:',
            'environment of the service',
            `JUPYTERHUB_SERVICE_PREFIX=/services/${service ?? 'NAME'}/`,
            `JUPYTERHUB_OAUTH_CALLBACK_URL=/services/${service ?? 'NAME'}/oauth_callback`,
            `JUPYTERHUB_CLIENT_ID=service-${service ?? 'NAME'}`,
          ),
          remedy(
            'Or tell the hub where the service returns to:',
            'jupyterhub_config.py',
            `# in c.JupyterHub.services, the entry "${service ?? 'NAME'}"`,
            `"oauth_redirect_uri": "${first?.groups[1] ?? `/services/${service ?? 'NAME'}/oauth_callback`}",`,
          ),
          ...(clients.length > 0
            ? [
                remedy(
                  'An unknown client has been removed from the configuration, or the hub was not restarted since it was added.',
                ),
              ]
            : []),
        ],
      },
    ),
  ]
}

function serviceOf(all: readonly Sighting[]): string | undefined {
  for (const { line } of all) {
    const name =
      /client_id=service-([\w.-]+)|services(?:\/|%2F)([\w.-]+)(?:\/|%2F)oauth_callback|oauth client service-([\w.-]+)/.exec(
        line.text,
      )
    if (name) return name[1] ?? name[2] ?? name[3]
  }
  return undefined
}

function serviceAccess(seen: Observed): readonly TextFinding[] {
  const all = [
    ...seen.all('no-service-access'),
    ...seen.all('not-allowed-to-access'),
    ...seen.all('user-is-not-allowed'),
    ...seen.all('not-allowing-user'),
  ]
  if (all.length === 0) return []
  const text = all.map(({ line }) => line.text).join('\n')
  const service = /(?:JupyterHub service|to access (?:the )?service) ["']?([\w.-]+)/i.exec(text)?.[1]
  const server = /[Ss]erver (?:at|for|of) (\S+)/.exec(text)?.[1]
  const users = distinct([
    ...seen.all('not-allowed-to-access').map(({ groups }) => groups[1]),
    ...seen.all('user-is-not-allowed').map(({ groups }) => groups[2]),
    ...seen.all('not-allowing-user').map(({ groups }) => groups[2]),
  ])
  const user = users[0]
  const who = user ?? 'NAME'
  const scope = service ? `access:services!service=${service}` : 'access:servers!user=OWNER'
  return [
    found('service-access-denied', 'certain', all.slice(0, 4), {
      times: all.length,
      title: `${user ?? 'A user'} may not open ${service ? `the service ${service}` : server ? `the server ${server}` : 'this server or service'}`,
      remedies: service
        ? [
            remedy(
              'Let everybody open it; where load_roles has a role user already, add the scope there, since the hub starts with one only:',
              'jupyterhub_config.py',
              'c.JupyterHub.load_roles.append(',
              `    {"name": "user", "scopes": ["self", "${scope}"]}`,
              ')',
            ),
            remedy(
              'Or some:',
              'jupyterhub_config.py',
              'c.JupyterHub.load_roles.append(',
              `    {"name": "${roleName(scope, who)}", "scopes": ["${scope}"], "users": [${JSON.stringify(who)}]}`,
              ')',
            ),
          ]
        : [
            remedy(
              'If they should be let in, give them a role with the scope for this server:',
              'jupyterhub_config.py',
              'c.JupyterHub.load_roles.append(',
              `    {"name": "${roleName(scope, who)}", "scopes": ["${scope}"], "users": [${JSON.stringify(who)}]}`,
              ')',
            ),
          ],
    }),
  ]
}

/** A server whose token the hub has forgotten cannot ask who its visitors are. */
function staleToken(seen: Observed): readonly TextFinding[] {
  const stale = seen.all('stale-token')
  const nobody = [...seen.all('callback-nobody'), ...seen.all('oauth-configuration')]
  const upstream = seen.all('upstream-problem')
  const findings: TextFinding[] = []
  if (stale.length > 0 || nobody.length > 0) {
    findings.push(
      found(
        'server-token-stale',
        stale.length > 0 ? 'certain' : 'likely',
        [...stale.slice(0, 3), ...nobody.slice(0, 2)],
        {
          times: stale.length + nobody.length,
          remedies: [
            remedy(
              'Stop the server or container that says so, remove the container, and start it again: it then gets a new token.',
            ),
            remedy(
              'Keep the hub’s database and cookie secret over restarts (db_url, cookie_secret_file on a volume).',
            ),
          ],
        },
      ),
    )
  }
  if (upstream.length > 0) {
    findings.push(
      found('hub-error', 'likely', upstream.slice(0, 3), {
        title: 'The hub failed when a server asked it who its visitor is',
        explanation:
          'The server asked the hub and got a 5xx: from the hub itself, or from something between them.',
        remedies: [remedy('Look at the hub’s log at the same time; read it here.')],
      }),
    )
  }
  return findings
}

/** The rules for tokens that may be made. Source: `TokensAPIHandler` in jupyterhub/apihandlers/users.py. */
function tokenRefused(seen: Observed): readonly TextFinding[] {
  const owner = seen.all('token-owner-refused')
  const scopes = seen.all('token-scopes-refused')
  const [first] = scopes
  if (owner.length === 0 && !first) return []
  return [
    found('scope-denied', 'certain', [...owner.slice(0, 2), ...scopes.slice(0, 2)], {
      title: first
        ? `A token was asked for scopes that its owner does not hold (${first.groups[1]})`
        : 'The caller may not make tokens for this user or service',
      explanation: first
        ? 'A token can hold only what its owner holds and what the one who makes it holds.'
        : 'Making tokens for others takes the scope tokens for them.',
      remedies: [remedy('Ask for scopes that the owner holds, or add them to a role of the owner first.')],
    }),
  ]
}
