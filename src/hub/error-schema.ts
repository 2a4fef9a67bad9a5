import * as z from 'zod/mini'
import type { HubError } from './errors.ts'

/** For a value that was not known: its key is left out of JSON, and is there again after parsing. */
export function orUnknown<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.pipe(
    z.optional(schema),
    z.transform((value) => value),
  )
}

export const answererSchema = z.enum(['hub', 'proxy', 'service', 'nobody'])

const common = { operation: z.string(), message: z.string() }

/** A failure as it is written into files and links. */
export const hubErrorSchema = z.discriminatedUnion('tag', [
  z.object({
    ...common,
    tag: z.literal('refused'),
    status: z.number(),
    answeredBy: answererSchema,
    requiredScopes: orUnknown(z.array(z.string())),
    retryAfter: orUnknown(z.number()),
  }),
  z.object({ ...common, tag: z.literal('signed-out'), reason: z.enum(['no-session', 'expired']) }),
  z.object({ ...common, tag: z.literal('unreachable'), timedOut: z.boolean() }),
  z.object({ ...common, tag: z.literal('mismatch'), path: z.string() }),
  z.object({ ...common, tag: z.literal('aborted') }),
]) satisfies z.ZodMiniType<HubError>
