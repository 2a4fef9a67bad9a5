import type { HeldScopes } from '#hub/scopes/parse.ts'
import type { User } from '#hub/wire/user.ts'

/** The fields of a user that a token may be kept from seeing, and the narrowest scope that shows each. */
export const fieldScopes = {
  servers: 'read:servers',
  groups: 'read:users:groups',
  last_activity: 'read:users:activity',
  created: 'read:users',
  roles: 'read:roles:users',
} as const

export type Field = keyof typeof fieldScopes

/** Scopes that show a field too, beside the narrowest. `GET /user` lists subscopes, so only these are not below others. */
const wider: Partial<Record<Field, readonly string[]>> = { roles: ['read:users'] }

/** Every user once, in the order given: 4.1.6 and older list a user once per server when a state is asked for. */
export function uniqueUsers(users: readonly User[]): User[] {
  return [...new Map(users.map((user) => [user.name, user])).values()]
}

/**
 * The fields hidden on every row. What the rows show decides; without rows, what the token holds. A field that some
 * rows show is hidden row by row, because a filter lets those through.
 */
export function hiddenFields(users: readonly User[], held: HeldScopes): ReadonlySet<Field> {
  const fields = Object.keys(fieldScopes) as Field[]
  return new Set(
    fields.filter((field) =>
      users.length > 0
        ? users.every((user) => user[field] === undefined)
        : ![fieldScopes[field], ...(wider[field] ?? [])].some((scope) => held.has(scope)),
    ),
  )
}
