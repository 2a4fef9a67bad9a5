import { parseVersion } from '#hub/versions.ts'
import { weakest } from '../../scope-comparison.ts'
import { roleName } from '../../grants/role.ts'
import { all, either } from '../../words.ts'
import type { FindingCode } from '../../codes.ts'
import type { Certainty } from '../../finding.ts'
import type { Observed } from '../observed.ts'
import type { Remedy, TextFinding } from '../reading.ts'
import {
  type Denial,
  denialsOf,
  isAnonymous,
  isFiltered,
  isServerToken,
  isService,
  namesIdentity,
} from './denials.ts'
import { dropped } from './dropped-login.ts'
import { distinct, found, remedy } from './found.ts'

/** For texts that do not tell the hub's version. */
const newest = { major: 6, minor: 1, patch: 1, text: '6.1.1' }

/** What the refusals about scopes mean: which scope is missing, or that it is not about scopes at all. */
export function scopeFindings(seen: Observed): readonly TextFinding[] {
  const byKind = new Map<string, Denial[]>()
  for (const denial of denialsOf(seen)) {
    const kind = kindOf(denial)
    byKind.set(kind, [...(byKind.get(kind) ?? []), denial])
  }
  return [...byKind].flatMap(([kind, denials]) => conclude(kind, denials, seen))
}

type Kind = 'referer' | 'content-type' | 'nobody' | 'filtered' | 'server' | 'service' | 'denied' | 'unsure'

function kindOf(denial: Denial): Kind {
  if (denial.before?.referer) return 'referer'
  if (denial.before?.contentType) return 'content-type'
  if (isAnonymous(denial)) return 'nobody'
  if (isServerToken(denial)) return 'server'
  if (isFiltered(denial)) return 'filtered'
  if (isService(denial)) return 'service'
  const told = denial.held !== undefined || (denial.user !== undefined && denial.user !== '')
  return told || namesIdentity(denial.version) === true ? 'denied' : 'unsure'
}

function conclude(kind: string, denials: readonly Denial[], seen: Observed): readonly TextFinding[] {
  switch (kind) {
    case 'nobody':
      return [nobody(denials)]
    case 'filtered':
      return [filtered(denials)]
    case 'server':
      return [serverToken(denials)]
    case 'service':
      return service(denials)
    case 'denied':
      return [denied(denials, 'certain')]
    case 'unsure':
      return culler(denials, seen) ?? dropped(denials) ?? unsure(denials)
    default:
      // Said by the rules about the Referer and about content types.
      return []
  }
}

function proofsOf(denials: readonly Denial[]) {
  return denials.slice(0, 3).flatMap(({ proofs }) => [...proofs])
}

function finding(
  code: FindingCode,
  certainty: Certainty,
  denials: readonly Denial[],
  more: { title?: string; explanation?: string; remedies: readonly Remedy[] },
): TextFinding {
  return found(code, certainty, proofsOf(denials), { times: denials.length, ...more })
}

function nobody(denials: readonly Denial[]): TextFinding {
  const [first] = denials
  const told = first?.held !== undefined
  return finding('creds-missing', told ? 'certain' : 'likely', denials, {
    title: 'The hub saw no valid token or login, and speaks of scopes instead',
    explanation: `${told ? 'The list of scopes that it derived from is empty' : 'The access line shows no user'}: nobody was logged in, or the token is unknown, expired or revoked. Hubs before 4.0.2 word that as missing scopes; ${namesScopes(denials)} would not cure it.`,
    remedies: [
      remedy('Send a valid token as “Authorization: token …”, or log in again.'),
      remedy('When it is a page of the hub itself, look in the hub’s log for “Blocking” just before.'),
    ],
  })
}

function filtered(denials: readonly Denial[]): TextFinding {
  const [first] = denials
  const reach = (first?.held ?? []).filter((scope) =>
    first?.required.some((each) => scope.startsWith(`${each}!`)),
  )
  const who = first?.user ? `${first.user}’s` : 'The caller’s'
  return finding('scope-filtered-404', 'certain', denials, {
    explanation: `${
      reach.length > 0
        ? `${who} scopes reach only ${all(reach.slice(0, 4))}. `
        : `${who} scopes carry a filter. `
    }What was asked for${first?.on && first.on !== '*' ? ` (${first.on})` : ''} lies outside it, or does not exist; the hub gives the same answer to both.`,
    remedies:
      first && first.required.length > 0
        ? [role('If it exists and should be within reach, add a role:', first, [widened(first)])]
        : [remedy('If it exists and should be within reach, widen the filter of the role.')],
  })
}

/** The required scope for exactly what was asked for. */
function widened(denial: Denial): string {
  const scope = weakestOf(denial)
  const filter = denial.on
  if (filter === undefined || filter === '*') return scope
  const server = /^server=([^/]+)\//.exec(filter)
  return `${scope}!${server ? `user=${server[1]}` : filter}`
}

function serverToken(denials: readonly Denial[]): TextFinding {
  const scopes = distinct(denials.map(weakestOf))
  return finding('server-token-narrow', 'certain', denials, {
    title: `A server’s own token was used for more than it may do (${scopes.join(', ')})`,
    remedies: [
      remedy(
        'Use a token of the user’s own, or from 4.0 on let every server’s token do this for its owner:',
        'jupyterhub_config.py',
        'c.Spawner.server_token_scopes.extend([',
        '    "users:activity!user", "access:servers!server",',
        ...scopes.map((scope) => `    "${scope}!user",`),
        '])',
      ),
      remedy(
        'Hubs from 2.0 to 3.1 take these scopes in a role named “server” in load_roles. Start the server again.',
      ),
    ],
  })
}

function service(denials: readonly Denial[]): readonly TextFinding[] {
  const [first] = denials
  if (!first) return []
  const cullers = denials.filter(({ user }) => user !== undefined && /cull/.test(user))
  if (cullers.length > 0) return [cullerFinding('certain', cullers)]
  return [
    denied(denials, 'certain', 'services'),
    finding('role-clobber', 'possible', denials, {
      remedies: [
        remedy(
          'If this worked before: look whether load_roles or services is assigned anew instead of appended to.',
        ),
      ],
    }),
  ]
}

/** The culler’s own log says that it was refused; the hub’s answer beside it does not name it. */
function culler(denials: readonly Denial[], seen: Observed): readonly TextFinding[] | undefined {
  const told = seen.first('culler-refused')
  const wants = denials.some(({ required }) =>
    required.some((scope) => /^(?:list:users|read:users|delete:servers)/.test(scope)),
  )
  return told && wants ? [cullerFinding('likely', denials)] : undefined
}

function cullerFinding(certainty: Certainty, denials: readonly Denial[]): TextFinding {
  const user = denials[0]?.user ?? 'jupyterhub-idle-culler'
  return finding('role-clobber', certainty, denials, {
    title: `${user} has no role that lets it ${doing(denials)}`,
    remedies: [
      remedy(
        'Append its role instead of assigning load_roles anew:',
        'jupyterhub_config.py',
        'c.JupyterHub.load_roles.append(',
        '    {',
        '        "name": "jupyterhub-idle-culler-role",',
        '        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],',
        `        "services": ["${user}"],`,
        '    }',
        ')',
      ),
      remedy('In Zero to JupyterHub put your own roles under hub.loadRoles, which keeps those of the chart.'),
    ],
  })
}

function doing(denials: readonly Denial[]): string {
  const scopes = distinct(denials.flatMap(({ required }) => required))
  return scopes.includes('list:users') ? 'list users' : `do what ${either(scopes.slice(0, 3))} allow`
}

function denied(
  denials: readonly Denial[],
  certainty: Certainty,
  kind: 'users' | 'services' = 'users',
): TextFinding {
  const [first] = denials
  const user = first?.user
  const scopes = distinct(denials.map(weakestOf)).filter((scope) => scope !== '')
  const held = first?.held
  return finding('scope-denied', certainty, denials, {
    title: `${user ? user : 'The caller'} lacks ${namesScopes(denials)}`,
    explanation: `${
      held === undefined
        ? 'The hub names the scopes of which any one would do.'
        : `The hub names the scopes of which any one would do; what the caller holds (${held.length} scopes) has none of them.`
    } A token keeps the scopes that it was issued with.`,
    remedies: [
      role('Give it by a role, restart the hub, and issue a new token or log in again:', first, scopes, kind),
    ],
  })
}

/** All there is is the sentence: what it means depends on the hub's version. */
function unsure(denials: readonly Denial[]): readonly TextFinding[] {
  const [first] = denials
  if (!first) return []
  // Everybody may read their own server, so the page of a starting server lacks this only when its login was dropped.
  const page = denials.some(
    ({ path, required }) => path.endsWith('/progress') || required.join() === 'read:servers',
  )
  const blocked = (certainty: Certainty) =>
    finding('ref-blocked', certainty, denials, {
      ...(page
        ? { title: 'The page of a starting server is refused its own progress: most likely for its Referer' }
        : {}),
      explanation: `Hubs before 4.0.2 say this for five different faults: a missing scope, no login, a bad token, a Referer or scheme that does not fit, and a POST that is not JSON. The hub’s log tells them apart: “Blocking …” just before, and empty brackets after “not derived from scopes”, mean that it dropped the login.`,
      remedies: [
        remedy('Look in the hub’s log for “Blocking” just before the 403, and read those lines here.'),
      ],
    })
  if (namesIdentity(first.version) === undefined) {
    return [denied(denials, 'likely'), ...(page ? [blocked('possible')] : [])]
  }
  const nobody = finding('creds-missing', 'possible', denials, {
    title: 'Perhaps the hub saw no valid token or login, and speaks of scopes instead',
    remedies: [remedy('Try the same call with a token that is surely valid.')],
  })
  return page
    ? [blocked('likely'), denied(denials, 'possible'), nobody]
    : [denied(denials, 'possible'), nobody, blocked('possible')]
}

function weakestOf({ required, version }: Denial): string {
  return weakest(required, version ?? parseVersion(newest.text) ?? newest) ?? ''
}

function namesScopes(denials: readonly Denial[]): string {
  const scopes = distinct(denials.flatMap(({ required }) => required))
  return scopes.length === 0 ? 'a scope' : either(scopes.slice(0, 4))
}

/** Lines for a role; appended, since assigning the list would drop the roles of others. */
function role(
  text: string,
  denial: Denial | undefined,
  scopes: readonly string[],
  kind: 'users' | 'services' = 'users',
): Remedy {
  const who = denial?.user ? denial.user : kind === 'users' ? 'NAME' : 'SERVICE'
  const quoted = scopes.filter((scope) => scope !== '').map((scope) => JSON.stringify(scope))
  return remedy(
    text,
    'jupyterhub_config.py',
    'c.JupyterHub.load_roles.append(',
    '    {',
    `        "name": "${roleName(...scopes, who)}",`,
    `        "scopes": [${quoted.join(', ')}],`,
    `        "${kind}": [${JSON.stringify(who)}],`,
    '    }',
    ')',
  )
}
