import * as z from 'zod/mini'

/** `GET /`: answers without a login. */
export const versionSchema = z.looseObject({ version: z.string() })

/** `GET /info`. */
export const infoSchema = z.looseObject({
  version: z.string(),
  python: z.string(),
  sys_executable: z.string(),
  spawner: z.looseObject({ class: z.string(), version: z.string() }),
  authenticator: z.looseObject({ class: z.string(), version: z.string() }),
})

/** The body of every refusal under `/hub/api`; 6.x sends `null` where older hubs sent the bare status text. A 424 has no `status`. */
export const refusalSchema = z.looseObject({
  status: z.optional(z.number()),
  message: z.nullable(z.string()),
})

/** An answer without a body that matters (201, 202, 204), whatever its bytes. */
export const nothingSchema = z.unknown()
