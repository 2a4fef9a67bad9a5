import * as z from 'zod/mini'

/** A service. Beside `name` every field is absent without `read:services`; `pid` is 0 for external services. */
export const serviceSchema = z.looseObject({
  kind: z.optional(z.literal('service')),
  name: z.string(),
  admin: z.optional(z.boolean()),
  roles: z.optional(z.array(z.string())),
  url: z.optional(z.nullable(z.string())),
  prefix: z.optional(z.nullable(z.string())),
  command: z.optional(z.array(z.string())),
  pid: z.optional(z.nullable(z.number())),
  info: z.optional(z.record(z.string(), z.unknown())),
  display: z.optional(z.boolean()),
})

export type Service = z.infer<typeof serviceSchema>

/** `GET /services` is an object keyed by name and never paginated, whatever the OpenAPI file says. */
export const servicesSchema = z.record(z.string(), serviceSchema)
