import type { HeldScopes } from '#hub/scopes/parse.ts'
import type { User } from '#hub/wire/user.ts'
import { type Field, fieldScopes, scopesShowing } from '../../api/user-fields.ts'

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
        : !scopesShowing(field).some((scope) => held.has(scope)),
    ),
  )
}
