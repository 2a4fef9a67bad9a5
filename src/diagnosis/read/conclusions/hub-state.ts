import { compareVersions, parseVersion } from '#hub/versions.ts'
import type { FindingCode } from '../../codes.ts'
import { type Answer, pathOf } from '../answer.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import type { Raised } from '../tracebacks.ts'
import { bySignal, found, refusals, remedy, type Rule } from './found.ts'

/** What the hub itself has trouble with, and what it does not take. */
export const hubRules: readonly Rule[] = [
  poisoned,
  bySignal('log-message-setter', 'tornado-skew-500', 'certain', () => ({
    remedies: [
      remedy('Upgrade the hub to 4.1 or later; until then:', 'shell', 'pip install "tornado<6.5.10"'),
    ],
  })),
  bySignal('truncated', 'list-truncated', 'certain', (first) => ({
    title: `A list of ${first.groups[1]}s was cut at the page limit`,
    remedies: [
      remedy(
        'Ask for pages and follow offset:',
        'curl',
        'curl -H "Accept: application/jupyterhub-pagination+json" "https://HUB/hub/api/users?offset=0&limit=200"',
      ),
    ],
  })),
  bySignal('groups-disabled', 'groups-locked', 'certain', () => ({
    remedies: [
      remedy('Change groups where the authenticator takes them from, or upgrade the hub to 5.3 or later.'),
      remedy('Or leave groups to the hub:', 'jupyterhub_config.py', 'c.Authenticator.manage_groups = False'),
    ],
  })),
  bySignal('deprecated-token-endpoint', 'not-in-this-version', 'certain', () => ({
    title: 'An old client asks for an endpoint that JupyterHub 5 has removed',
    remedies: [
      remedy(
        'Upgrade the client, or jupyterhub in the image it runs in; GET /hub/api/user takes the endpoint’s place.',
      ),
    ],
  })),
  slow,
  refusedInput,
  failed,
]

const fixedIn: Record<number, string> = { 5: '5.5.3', 6: '6.1.0' }

/** GHSA-hx46-2cv3-mh6g: options of one user that the hub cannot read back, or cannot write as JSON. */
function poisoned(seen: Observed): readonly TextFinding[] {
  const told = seen.all('poisoned-options')
  const raised = seen.raised.filter(
    ({ frames, text }) => /_object_hook|decodebytes/.test(frames) || /Object of type bytes/.test(text),
  )
  const lists = seen.answers.filter(
    (answer) =>
      answer.status === 500 && answer.method !== 'POST' && pathOf(answer).endsWith('/hub/api/users'),
  )
  if (told.length + raised.length === 0) {
    const open = lists.filter((answer) => isOpen(seen, answer))
    return open.length === 0
      ? []
      : [
          found('list-poisoned', 'possible', open.slice(0, 2), {
            times: open.length,
            remedies: poisonRemedies,
          }),
        ]
  }
  return [
    found(
      'list-poisoned',
      lists.length > 0 || raised.length > 0 ? 'certain' : 'likely',
      [...told.slice(0, 2), ...raised.slice(0, 2), ...lists.slice(0, 2)],
      {
        times: Math.max(lists.length, raised.length, 1),
        ...(raised.some(({ frames }) => /in init_spawners$/m.test(frames)) && {
          title: 'The hub does not start, because it cannot read one user’s start options back',
        }),
        remedies: poisonRemedies,
      },
    ),
  ]
}

const poisonRemedies = [
  remedy(
    'Clear the options in the hub’s database; it works while the hub runs, and lets a hub start that does not:',
    'database of the hub',
    `UPDATE spawners SET user_options = NULL WHERE user_options LIKE '%"__jupyterhub_bytes__"%';`,
  ),
  remedy(
    'As long as the hub still answers for that user alone, starting the same server with empty options, or deleting the user, does it too. Pages of one tell where in the list the user is:',
    'curl',
    'curl -H "Authorization: token $JUPYTERHUB_API_TOKEN" "https://HUB/hub/api/users?offset=N&limit=1"',
  ),
  remedy('Upgrade the hub to 5.5.3, 6.1.0 or later; these read such options.'),
]

function isOpen(seen: Observed, { line }: Answer): boolean {
  const version = seen.versionAt(line.number)
  const fixed = version && parseVersion(fixedIn[version.major] ?? '5.5.3')
  return version !== undefined && fixed !== undefined && compareVersions(version, fixed) < 0
}

function slow(seen: Observed): readonly TextFinding[] {
  const blocked = seen.all('unresponsive').filter(({ groups }) => Number(groups[1]) >= 2)
  const database = seen.all('database-busy')
  const severe = blocked.length >= 3
  if (database.length === 0 && !severe) return []
  return [
    found(
      'hub-slow',
      database.length > 0 ? 'certain' : 'likely',
      [...database.slice(0, 3), ...blocked.slice(0, 3)],
      {
        times: seen.count('database-busy') + blocked.length,
        title:
          database.length > 0
            ? 'The hub waits for its database'
            : 'The hub’s event loop is held up again and again',
        remedies: [
          remedy(
            'Use PostgreSQL instead of SQLite when there are more than some dozens of users:',
            'jupyterhub_config.py',
            "c.JupyterHub.db_url = 'postgresql://jupyterhub@db/jupyterhub'",
          ),
          remedy(
            'Look for authenticators, spawners and hooks that wait without await, and for clients that list all users again and again.',
          ),
        ],
      },
    ),
  ]
}

const inputs: readonly (readonly [FindingCode, RegExp])[] = [
  [
    'input-refused',
    /^Invalid usernames?:|^Failed to create user|^Must specify (?:at least one|users)|already exists?\b|\balready has (?:a )?(?:default )?server|^Cannot delete yourself|^All \d+ users already exist|^No such user: /,
  ],
  [
    'client-mistake',
    /^Invalid JSON|^Body must be a JSON|^user_options must be|must be .+, not: |^sort must be|^Unrecognized state filter|^Invalid argument type, offset and limit|^Must specify at least one field to modify|^display_name must be|^"?Scope '.+' for token does not exist|^(?:token )?(?:scopes|roles|expires_in)\b/,
  ],
  ['not-in-this-version', /is not modifiable at runtime/],
  ['not-found', /^No such (?:user|group|service|server|token)|^Token not found|^\S+ has no (?:such )?server/],
]

/** Sentences about what was sent, not about who sent it. */
function refusedInput(seen: Observed): readonly TextFinding[] {
  return inputs.flatMap(([code, pattern]) => {
    const all = refusals(seen, pattern)
    const [first] = all
    if (!first) return []
    return [
      found(code, 'certain', all.slice(0, 3), {
        times: all.length,
        // The words of Python's KeyError come in quotes.
        title: `The hub says: ${first.reason?.replaceAll(/^"|"$|\.$/g, '')}`,
        remedies: [
          remedy(
            code === 'client-mistake'
              ? 'Correct what the caller sends; the sentence names it.'
              : 'Use another name or value; the sentence names what is wrong with it.',
          ),
        ],
      }),
    ]
  })
}

/** Ends of connections and of waiting, which say nothing about the hub. */
const harmless =
  /StreamClosedError|CancelledError|KeyboardInterrupt|SystemExit|TimeoutError|HTTPError$|ConnectionClosed|WebSocketClosedError|GeneratorExit/

/** An exception that nothing else explains: not known, and worth showing all the same. */
function failed(seen: Observed): readonly TextFinding[] {
  const all = seen.raised.filter((raised) => !harmless.test(raised.name) && isOfHub(raised))
  const [first] = all
  if (!first) return []
  return [
    found(
      'hub-error',
      'possible',
      all.slice(0, 3).flatMap(({ header, line }) => [header, line]),
      {
        times: all.length,
        title: `The hub failed with ${first.name}${first.text ? `: ${first.text.slice(0, 120)}` : ''}`,
        remedies: [
          remedy(
            'The last lines of the traceback tell which part it comes from: the hub, the authenticator or the spawner. Search for its last line.',
          ),
        ],
      },
    ),
  ]
}

function isOfHub({ header, frames }: Raised): boolean {
  return (
    header?.source === 'hub' ||
    /jupyterhub\/(?:app|user|handlers|apihandlers|proxy|orm|auth)|oauthenticator\//.test(frames)
  )
}
