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

/** Any one of them shows the field. */
export function scopesShowing(field: Field): readonly string[] {
  return [fieldScopes[field], ...(wider[field] ?? [])]
}
