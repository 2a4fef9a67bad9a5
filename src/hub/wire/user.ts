import * as z from 'zod/mini'
import { pendingSchema, serverSchema } from './server.ts'

/**
 * A user. Beside `name` every field is absent, not null, when the token may not see it: absent means unknown.
 * `read:users:groups` shows groups, `read:users:activity` last_activity, `read:servers` servers, `read:roles:users`
 * roles, `read:users` all of that but servers. Source: `APIHandler.user_model` in jupyterhub/apihandlers/base.py.
 */
export const userSchema = z.looseObject({
  kind: z.optional(z.literal('user')),
  name: z.string(),
  admin: z.optional(z.boolean()),
  roles: z.optional(z.array(z.string())),
  groups: z.optional(z.array(z.string())),
  server: z.optional(z.nullable(z.string())),
  pending: z.optional(pendingSchema),
  created: z.optional(z.nullable(z.string())),
  last_activity: z.optional(z.nullable(z.string())),
  servers: z.optional(z.record(z.string(), serverSchema)),
  auth_state: z.optional(z.unknown()),
  user_info: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
})

export type User = z.infer<typeof userSchema>

/** `GET /user`: the token's own user or service, with its expanded scopes. `token_id` from 5.0. */
export const identitySchema = z.looseObject({
  kind: z.enum(['user', 'service']),
  name: z.string(),
  admin: z.optional(z.boolean()),
  groups: z.optional(z.array(z.string())),
  roles: z.optional(z.array(z.string())),
  scopes: z.array(z.string()),
  session_id: z.optional(z.nullable(z.string())),
  token_id: z.optional(z.nullable(z.string())),
})
