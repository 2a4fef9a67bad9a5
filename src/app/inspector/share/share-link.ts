import * as z from 'zod/mini'
import { diagnose } from '#diagnosis/diagnose.ts'
import type { CredentialEvidence, Evidence } from '#diagnosis/evidence.ts'
import { evidenceSchema } from '#diagnosis/evidence-schema.ts'
import { nearScopes } from '#diagnosis/scope-comparison.ts'
import { orUnknown } from '#hub/error-schema.ts'
import { requiredScopes } from '#hub/operations.ts'
import { exchangeSchema } from '../record/exchange-schema.ts'
import type { Exchange } from '../record/exchange-store.ts'
import type { ImportedRecord } from '../imported/imported-record.ts'
import { deflated, inflated } from './compress.ts'

/**
 * Characters. The address has to outlive a login, through which the service carries it in an encrypted cookie, and
 * a browser takes no cookie above 4 KiB.
 */
const longest = 2_000
const longestMessage = 300

const sharedSchema = z.object({
  v: z.literal(1),
  exchange: exchangeSchema,
  evidence: orUnknown(evidenceSchema),
  /** Who asked, where there was nothing to explain. */
  credential: evidenceSchema.shape.credential,
})

/**
 * An exchange as a value for the address, without headers, bodies and frames; undefined when even that is too long.
 * Evidence and no findings: no link can put words into the mouth of the Hubscope that opens it. Without evidence, when all
 * went well, the link names `credential`.
 */
export async function sharedValue(
  exchange: Exchange,
  evidence: Evidence | undefined,
  credential?: CredentialEvidence,
): Promise<string | undefined> {
  const bare = {
    ...exchange,
    id: 1,
    url: undefined,
    replayOf: undefined,
    pinned: undefined,
    requestHeaders: undefined,
    requestBody: undefined,
    responseHeaders: undefined,
    responseBody: undefined,
    streamFrames: undefined,
    arrival: undefined,
  }
  const short = shortened(bare.error)
  const attempts = [
    { exchange: bare, evidence, credential: evidence ? undefined : credential },
    { exchange: bare, evidence: evidence && withFewScopes(evidence) },
    { exchange: { ...bare, error: short }, evidence: evidence && short && withFewScopes(evidence, short) },
  ]
  for (const attempt of attempts) {
    const value = await deflated(JSON.stringify({ v: 1, ...attempt }))
    if (value.length <= longest) return value
  }
  return undefined
}

/** What a link shows, or a sentence that says why it shows nothing. */
export async function readShared(value: string): Promise<ImportedRecord | string> {
  const text = await inflated(value)
  const shared = text === undefined ? undefined : sharedSchema.safeParse(parsed(text)).data
  if (!shared) {
    return 'This link to an exchange is broken: a part of it was lost on the way, or another version of Hubscope made it.'
  }
  const { exchange, evidence, credential } = shared
  const id = 1
  return {
    from: 'link',
    name: 'a link',
    exchanges: [{ ...exchange, id }],
    total: 1,
    findings: new Map(evidence && [[id, diagnose(evidence)]]),
    evidence: new Map(evidence && [[id, evidence]]),
    credential,
  }
}

/** Only the scopes that findings would name: a token may hold hundreds. */
function withFewScopes(evidence: Evidence, error = evidence.request.error): Evidence {
  const { request, credential, hubVersion } = evidence
  const asked = error.tag === 'refused' ? error.requiredScopes : undefined
  const required =
    asked ?? (request.operation && hubVersion ? requiredScopes(request.operation, hubVersion) : [])
  return {
    ...evidence,
    request: { ...request, error },
    credential: credential && {
      ...credential,
      scopes: hubVersion ? nearScopes(required, credential.scopes, hubVersion) : [],
    },
  }
}

function shortened(error: Exchange['error']): Exchange['error'] {
  return error && { ...error, message: error.message.slice(0, longestMessage) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
