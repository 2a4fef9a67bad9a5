import { seedGroups } from '#mock-hub/seeds/groups.ts'
import { moreNames } from '#mock-hub/seeds/names.ts'
import { personaRoles, seedRoles } from '#mock-hub/seeds/roles.ts'
import type { Persona } from '#mock-hub/scenario.ts'

/** A role of the local hub, as `c.JupyterHub.load_roles` takes it. */
export type Role = {
  name: string
  description: string
  users: string[]
  scopes: string[]
  /** Adds `read:shares` on hubs that know it (5.0 and newer). */
  readsShares: boolean
}

export type People = {
  /** All user names, in the order in which the hub gets them, admin first. The password is the user name. */
  names: string[]
  /** Members by group. The first group holds everybody. */
  groups: Record<string, string[]>
  /** How many minutes before the start a user was last there. Who is missing here never was. */
  quietMinutes: Record<string, number>
  roles: Role[]
}

/** The people whose rights differ. Everybody else is a plain user. */
export const personas = {
  admin: 'everything',
  reader: 'looks at everything but the proxy, changes nothing',
  ta: 'users and servers of the group physics-101',
  student: 'may open Hubscope; nothing beyond their own',
  stranger: 'may not open Hubscope',
} as const satisfies Record<Persona, string>

const descriptions: Readonly<Record<string, string>> = {
  reader: 'Looks at everything, changes nothing',
  'physics-ta': 'Sees the users of physics-101 and runs their servers',
  'hubscope-visitor': 'May open Hubscope',
}

/** The roles of the personas, the same as on the mock hub. Here a role with a scope that the hub lacks would end the hub. */
function rolesOf(persona: string, name: string): Role {
  const scopes = seedRoles.find((role) => role.name === name)?.scopes ?? []
  return {
    name,
    description: descriptions[name] ?? '',
    users: [persona],
    scopes: scopes.filter((scope) => scope !== 'read:shares'),
    readsShares: scopes.includes('read:shares'),
  }
}

/** Everybody of the local hub: the personas and `count` more users in six groups. */
export function seedPeople(count: number): People {
  const others = moreNames(count)
  const everyThird = others.filter((_, index) => index % 3 === 0)
  return {
    names: [...Object.keys(personas), ...others],
    // Users are made in the order in which they appear in groups.
    groups: seedGroups(others),
    // Every third one, over the last forty days.
    quietMinutes: Object.fromEntries(
      everyThird.map((name, index) => [name, ((index * index) % 4500) * 13 + 13]),
    ),
    roles: Object.entries(personaRoles).map(([persona, name]) => rolesOf(persona, name)),
  }
}
