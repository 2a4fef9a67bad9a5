import * as z from 'zod/mini'

/** A group; `users` holds every member's name. `properties` from 4.0. Fields are absent without their scope. */
export const groupSchema = z.looseObject({
  kind: z.optional(z.literal('group')),
  name: z.string(),
  users: z.optional(z.array(z.string())),
  roles: z.optional(z.array(z.string())),
  properties: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
})

export type Group = z.infer<typeof groupSchema>
