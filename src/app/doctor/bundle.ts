import * as z from 'zod/mini'
import { driftSchema, resultsSchema } from '#diagnosis/doctor/results.ts'
import { muteSchema } from './mutes.ts'

/** Milliseconds since the epoch that are a date: the largest that one can have. */
const timeSchema = z.number().check(z.gte(0), z.lte(8_640_000_000_000_000))

/** The file that one person gives another: what the doctor found, and what it takes to understand it. */
const bundleSchema = z.object({
  kind: z.literal('hubscope-support-bundle'),
  madeAt: timeSchema,
  service: z.object({ name: z.string(), version: z.string() }),
  hubVersion: z.string(),
  browser: z.string(),
  visitor: z.object({
    admin: z.optional(z.boolean()),
    scopes: z.array(z.string()),
    /** What the service may be delegated; null when its configuration does not tell. */
    delegable: z.nullable(z.array(z.string())),
  }),
  results: resultsSchema,
  findings: z.array(z.object({ code: z.string(), certainty: z.string() })),
  mutes: z.array(z.extend(muteSchema, { at: timeSchema })),
  /** Routes that are not as they should be; null when the visitor may not see them. */
  routes: z.nullable(driftSchema),
  /** What the inspector had recorded, as HAR 1.2. */
  har: z.optional(z.unknown()),
})
export type Bundle = z.infer<typeof bundleSchema>

/** What every version of a bundle has. */
const anyBundleSchema = z.object({
  kind: bundleSchema.shape.kind,
  service: z.object({ version: z.string() }),
})

/** Reads a colleague's file. The message says in a sentence what it is not. */
export function readBundle(text: string): Bundle | { problem: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { problem: 'The file is not JSON. A bundle is the file that the button “Support bundle” saves.' }
  }
  const parsed = bundleSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const { data: other } = anyBundleSchema.safeParse(json)
  if (!other) {
    return {
      problem:
        'The file is JSON, and no support bundle of Hubscope. A HAR file can be opened on the page Inspector.',
    }
  }
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  return {
    problem: `It was made with Hubscope ${other.service.version}, and this version does not understand what it has at ${where}. Open it with the version it was made with, or ask for another one.`,
  }
}

const recordSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })

/** How many exchanges a bundle's HAR has; 0 when it is none. */
export function exchangesIn(har: unknown): number {
  return recordSchema.safeParse(har).data?.log.entries.length ?? 0
}
