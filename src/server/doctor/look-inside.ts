import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { ask } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { probePaths } from '#diagnosis/doctor/paths.ts'
import { insideSchema, visitorsSchema } from '#diagnosis/doctor/results.ts'
import { csrfHeader, originHeader, servicePaths } from '../contract.ts'

const sessionSchema = z.object({ csrf: z.string() })

/** Milliseconds for the service to look around: it asks up to a dozen targets, with limits of its own. */
const limit = 40_000

/** What the service tells, from where it stands, to whoever is logged in. */
export function viewFromInside(
  context: ProbeContext,
): Required<Pick<ProbeContext, 'lookInside' | 'askAsSenders'>> {
  return {
    lookInside: async (signal) => insideSchema.safeParse(await look(context, probePaths.probe, signal)).data,
    askAsSenders: async (senders, signal) =>
      visitorsSchema.safeParse(await look(context, probePaths.probeVisitors, signal, { senders })).data
        ?.visitors,
  }
}

/** The session gives the CSRF token that this needs. */
async function look(
  context: ProbeContext,
  path: string,
  signal: AbortSignal,
  question?: object,
): Promise<unknown> {
  const { origin, prefix } = context.page
  const asker = { ...context, signal }
  const session = await ask(asker, `${origin}${prefix}${servicePaths.session}`, {
    headers: { [originHeader]: origin },
  })
  const csrf = sessionSchema.safeParse(parseJson(session.text ?? '')).data?.csrf
  if (csrf === undefined) return undefined
  const { text } = await ask(
    asker,
    `${origin}${prefix}${path}`,
    {
      method: 'POST',
      headers: { [csrfHeader]: csrf, ...(question ? { 'Content-Type': 'application/json' } : {}) },
      ...(question ? { body: new TextEncoder().encode(JSON.stringify(question)) } : {}),
    },
    limit,
  )
  return parseJson(text ?? '')
}
