import * as z from 'zod/mini'
import { answererSchema, hubErrorSchema, orUnknown } from '#hub/error-schema.ts'
import { operations, type OperationId } from '#hub/operations.ts'
import type { Evidence } from './evidence.ts'

export const operationIdSchema = z.enum(Object.keys(operations) as [OperationId, ...OperationId[]])

const userGroups = orUnknown(z.array(z.string()))

const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('user'), user: z.string(), userGroups }),
  z.object({ kind: z.literal('server'), user: z.string(), server: z.string(), userGroups }),
  z.object({ kind: z.literal('group'), group: z.string() }),
  z.object({ kind: z.literal('service'), service: z.string() }),
])

/** With every key that may be left out, so that the schema below drops none that evidence gets one day. */
type Whole<Part> = { [Key in keyof Part]-?: Part[Key] }
type WholeEvidence = {
  [Key in keyof Evidence]: Whole<NonNullable<Evidence[Key]>> | Extract<Evidence[Key], undefined>
}

/** Evidence as it is written into files and links, so that another Hubscope comes to its own findings. */
export const evidenceSchema = z.object({
  request: z.object({
    operation: orUnknown(operationIdSchema),
    target: targetSchema,
    error: hubErrorSchema,
    status: orUnknown(z.number()),
    answeredBy: orUnknown(answererSchema),
    throughService: z.boolean(),
  }),
  credential: orUnknown(
    z.object({
      name: z.string(),
      admin: orUnknown(z.boolean()),
      groups: orUnknown(z.array(z.string())),
      scopes: z.array(z.string()),
      roleScopes: orUnknown(z.array(z.string())),
    }),
  ),
  hubVersion: orUnknown(
    z.object({ major: z.number(), minor: z.number(), patch: z.number(), text: z.string() }),
  ),
  service: z.object({ name: z.string(), allowedScopes: orUnknown(z.array(z.string())) }),
}) satisfies z.ZodMiniType<WholeEvidence>
