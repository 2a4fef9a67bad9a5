import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { ask } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { probePaths } from '#diagnosis/doctor/paths.ts'
import { type Inside, insideSchema } from '#diagnosis/doctor/results.ts'
import { csrfHeader, originHeader, servicePaths } from '../contract.ts'

const sessionSchema = z.object({ csrf: z.string() })

/** Milliseconds for the service to look around: it asks up to a dozen targets, with limits of its own. */
const limit = 40_000

/** Lets the service look around. The session gives the CSRF token that this needs. */
export async function lookInside(context: ProbeContext, signal: AbortSignal): Promise<Inside | undefined> {
  const { origin, prefix } = context.page
  const asker = { ...context, signal }
  const session = await ask(asker, `${origin}${prefix}${servicePaths.session}`, {
    headers: { [originHeader]: origin },
  })
  const csrf = sessionSchema.safeParse(parseJson(session.text ?? '')).data?.csrf
  if (csrf === undefined) return undefined
  const headers = { [csrfHeader]: csrf }
  const url = `${origin}${prefix}${probePaths.probe}`
  const { text } = await ask(asker, url, { method: 'POST', headers }, limit)
  return insideSchema.safeParse(parseJson(text ?? '')).data
}
