import * as z from 'zod/mini'

/** What a server is waiting for; `check` appears while the spawner polls, `rename` from 6.0. */
export const pendingSchema = z.nullable(z.string())

/**
 * A server as the hub shows it inside a user and, from 6.0, alone. `name` is `""` for the default server.
 * Times are ISO 8601 in UTC. Fields that came later than 3.0 are optional; `state` needs `admin:server_state`.
 * Source: `APIHandler.server_model` in jupyterhub/apihandlers/base.py.
 */
export const serverSchema = z.looseObject({
  name: z.string(),
  ready: z.boolean(),
  pending: pendingSchema,
  stopped: z.optional(z.boolean()),
  started: z.nullable(z.string()),
  last_activity: z.nullable(z.string()),
  url: z.string(),
  full_url: z.optional(z.nullable(z.string())),
  full_name: z.optional(z.string()),
  display_name: z.optional(z.nullable(z.string())),
  progress_url: z.optional(z.string()),
  full_progress_url: z.optional(z.nullable(z.string())),
  user_options: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  state: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
})

export type Server = z.infer<typeof serverSchema>
