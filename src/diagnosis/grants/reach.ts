import type { Target } from '#hub/scopes/target.ts'
import { serverLabel } from '#hub/server-key.ts'

/** How far a granted scope reaches: to everything, or to what a filter names. */
export type Reach =
  | { kind: 'server'; user: string; server: string }
  | { kind: 'user'; user: string }
  | { kind: 'group'; group: string }
  | { kind: 'members'; group: string }
  | { kind: 'service'; service: string }
  | { kind: 'all' }

/**
 * The reaches that let a target through, the narrowest first. `own`: groups to whose members a list may be narrowed.
 * `members` are the users of a group; the hub writes them like the group itself, `!group=`.
 */
export function reachesOf(target: Target, own: readonly string[] = []): Reach[] {
  const all: Reach = { kind: 'all' }
  switch (target.kind) {
    case 'none':
      return [all, ...own.map(members)]
    case 'group':
      return [{ kind: 'group', group: target.group }, all]
    case 'service':
      return [{ kind: 'service', service: target.service }, all]
    case 'user':
      return [{ kind: 'user', user: target.user }, ...(target.userGroups ?? []).map(members), all]
    case 'server': {
      const { user, server } = target
      return [
        { kind: 'server', user, server },
        { kind: 'user', user },
        ...(target.userGroups ?? []).map(members),
        all,
      ]
    }
  }
}

function members(group: string): Reach {
  return { kind: 'members', group }
}

/** A scope with the filter that gives it this reach. */
export function withReach(base: string, reach: Reach): string {
  switch (reach.kind) {
    case 'all':
      return base
    case 'server':
      return `${base}!server=${reach.user}/${reach.server}`
    case 'user':
      return `${base}!user=${reach.user}`
    case 'group':
    case 'members':
      return `${base}!group=${reach.group}`
    case 'service':
      return `${base}!service=${reach.service}`
  }
}

/** "every server of alice": what a reach covers, for choices and sentences. */
export function reachWords(reach: Reach): string {
  switch (reach.kind) {
    case 'all':
      return 'the whole hub'
    case 'server':
      return `the server ${serverLabel(reach.server)} of ${reach.user}`
    case 'user':
      return `the user ${reach.user} and all their servers`
    case 'group':
      return `the group ${reach.group}`
    case 'members':
      return `all members of ${reach.group}`
    case 'service':
      return `the service ${reach.service}`
  }
}
