import * as z from 'zod/mini'
import { visitorIn } from '#hub/login-form.ts'
import { ask, type Asker } from '#diagnosis/doctor/ask/ask.ts'
import { mostSenders, numbered } from '#diagnosis/doctor/ask/visitors.ts'

const limit = 5_000

/** Addresses, with what proxies put around them. */
const addressesSchema = z.optional(z.string().check(z.regex(/^[\w.:, [\]"%-]{0,400}$/)))

/** `POST api/probe/visitors`: headers with which requests arrived. */
export const sendersSchema = z.object({
  senders: z
    .array(z.object({ 'x-real-ip': addressesSchema, 'x-forwarded-for': addressesSchema }))
    .check(z.maxLength(mostSenders)),
})

export type Senders = z.infer<typeof sendersSchema>

/**
 * For whom the hub takes a visitor whose requests arrive with each of these headers, by the login form that it gives a
 * stranger; see `numbered`. The service stands where the hub's proxy stands, which hands them on like this.
 */
export async function askVisitors(
  asker: Asker,
  hubApiUrl: string,
  { senders }: Senders,
): Promise<{ visitors: (number | null)[] }> {
  const url = hubApiUrl.replace(/api$/, 'login')
  const asked = await Promise.all(
    senders.map((sender) => {
      const headers = Object.entries(sender).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      )
      return ask(asker, url, { headers: Object.fromEntries(headers) }, limit)
    }),
  )
  return { visitors: numbered(asked.map(({ text }) => visitorIn(text ?? ''))) }
}
