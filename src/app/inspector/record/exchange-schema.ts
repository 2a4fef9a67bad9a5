import * as z from 'zod/mini'
import { operationIdSchema } from '#diagnosis/evidence-schema.ts'
import { answererSchema, hubErrorSchema, orUnknown } from '#hub/error-schema.ts'
import { echoSchema } from '#server/contract.ts'
import type { Exchange } from './exchange-store.ts'

const headers = z._default(z.array(z.tuple([z.string(), z.string()])), [])

const body = orUnknown(
  z.object({
    text: z._default(z.string(), ''),
    bytes: z.number(),
    cut: z.boolean(),
    type: orUnknown(z.string()),
  }),
)

/** An exchange as it is written into files, links and storage: what was not known is left out there. */
export const exchangeSchema = z.object({
  id: z.number(),
  operation: z.union([operationIdSchema, z.enum(['session', 'progress', 'other'])]),
  method: z.string(),
  path: z.string(),
  query: z._default(z.string(), ''),
  params: z._default(z.record(z.string(), z.string()), {}),
  url: orUnknown(z.string()),
  replayOf: orUnknown(z.number()),
  twin: z.optional(z.enum(['token', 'cookie', 'nobody'])),
  action: orUnknown(z.object({ id: z.number(), label: z.string(), outcome: orUnknown(z.string()) })),
  askedAt: z.number(),
  sentAt: orUnknown(z.number()),
  answeredAt: orUnknown(z.number()),
  doneAt: orUnknown(z.number()),
  requestHeaders: headers,
  requestBody: body,
  arrival: orUnknown(echoSchema),
  status: orUnknown(z.number()),
  answeredBy: orUnknown(answererSchema),
  upstreamMs: orUnknown(z.number()),
  responseHeaders: headers,
  responseBody: body,
  frames: orUnknown(z.number()),
  streamFrames: z._default(z.array(z.object({ at: z.number(), text: z.string() })), []),
  error: orUnknown(hubErrorSchema),
  pinned: z._default(z.boolean(), false),
}) satisfies z.ZodMiniType<Exchange>
