import * as z from 'zod/mini'

/** A token's description, never the token itself. `id` looks like `a6`; `expires_at` null means never. */
export const tokenSchema = z.looseObject({
  kind: z.optional(z.string()),
  id: z.string(),
  user: z.optional(z.string()),
  service: z.optional(z.string()),
  scopes: z.optional(z.array(z.string())),
  created: z.nullable(z.string()),
  last_activity: z.nullable(z.string()),
  expires_at: z.nullable(z.string()),
  note: z.optional(z.nullable(z.string())),
  session_id: z.optional(z.nullable(z.string())),
  oauth_client: z.optional(z.nullable(z.string())),
})

export const tokensSchema = z.looseObject({ api_tokens: z.array(tokenSchema) })

/** The answer to `POST /users/{u}/tokens`: the only time the hub tells the token. */
export const newTokenSchema = z.looseObject({ ...tokenSchema.shape, token: z.string() })
