import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { ask, type Asker, askOnce } from '#diagnosis/doctor/ask/ask.ts'
import { followed } from '#diagnosis/doctor/ask/follow.ts'
import { isDistrusted } from '#diagnosis/doctor/distrust.ts'
import type { Inside } from '#diagnosis/doctor/results.ts'
import { paginationType } from '#hub/wire/page.ts'
import { servicePaths } from '../contract.ts'
import type { ServiceConfig } from '../config.ts'
import type { Proof } from './proof.ts'

const pageSchema = z.object({ _pagination: z.object({ next: z.nullable(z.object({ url: z.string() })) }) })
const limit = 8_000
const proofLimit = 3_000

interface Deps {
  config: ServiceConfig
  proof: Proof
  /** Accepts any certificate, and sends nothing that is secret. */
  trusting: Asker
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
}

/**
 * The public address as it looks from here. The token is sent there only after the address has proved to lead to this
 * service, and only to the machine that proved it. `asker` has to pin to the first that answers; `pinned` tells whether
 * it did. Where nobody proves it, nobody learns why, from the time neither: this is no way to look around in the network.
 * The certificate is named only where the address proves to lead here once any is accepted.
 */
export async function askOutside(
  asker: Asker,
  pinned: () => boolean,
  origin: string,
  token: string,
  { config, proof, trusting, pause }: Deps,
): Promise<Pick<Inside, 'outside' | 'redirects'>> {
  const nonce = crypto.randomUUID()
  const url = `${origin}${config.prefix}${servicePaths.proof}?nonce=${nonce}`
  const asked = await ask(asker, url, {}, proofLimit)
  const { text, ms } = asked
  // A stranger can fetch the right answer from this very service: it must not then lead to somebody else.
  if (!(await proof.holds(nonce, text ?? '')) || !pinned()) {
    const left = Math.max(0, proofLimit - ms)
    const again = isDistrusted(asked) ? await ask(trusting, url, {}, left) : undefined
    await pause(Math.max(0, left - (again?.ms ?? 0)), asker.signal)
    const isHere = again !== undefined && (await proof.holds(nonce, again.text ?? ''))
    return { outside: { reached: false, ...(isHere ? { why: 'certificate' } : {}) } }
  }
  const hubUrl = new URL(config.hubUrl, origin)
  // In subdomain mode the hub has another origin, which nobody has proved.
  if (hubUrl.origin !== origin) return { outside: { reached: true } }
  const authorized = { headers: { Authorization: `token ${token}`, Accept: 'application/json' } }
  const list = { headers: { ...authorized.headers, Accept: paginationType } }
  const hub = await askOnce(asker, `${hubUrl.href}api/`, {}, limit)
  // An address of its own: a cache in between shall keep nothing that others ask for.
  const own = `${hubUrl.href}api/user?hubscope=${nonce}`
  const identity = await askOnce(asker, own, authorized, limit)
  const stranger = await askOnce(asker, own, { headers: { Accept: 'application/json' } }, limit)
  const users = await ask(asker, `${hubUrl.href}api/users?limit=1`, list, limit)
  const nextUrl = nextOf(users.text)
  const redirects = await followed(asker, hubUrl.href.replace(/hub\/$/, ''), 8, limit)
  return {
    outside: { reached: true, hub, identity, stranger, ...(nextUrl === undefined ? {} : { nextUrl }) },
    redirects,
  }
}

function nextOf(text: string | undefined): string | undefined {
  return pageSchema.safeParse(parseJson(text ?? '')).data?._pagination.next?.url
}
