import { encodeBase64Url } from 'hono/utils/encode'
import * as z from 'zod/mini'
import { parseJson } from '#hub/json.ts'
import { deriveBytes } from '../keys.ts'

const proofSchema = z.object({ proof: z.string() })

/**
 * Proof that an address leads to this service, or to a replica with the same secret: nobody else can answer a nonce with
 * its HMAC but by asking here. Before it is given, nothing but the nonce is sent there.
 */
export function createProof(secret: string) {
  const key = deriveBytes(secret, 'proof of the public address').then((bytes) =>
    crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  )
  const sign = async (nonce: string): Promise<string> =>
    encodeBase64Url(await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(nonce)))

  return {
    /** `GET api/proof?nonce=`; the nonce is a UUID. */
    async answer(nonce: string): Promise<{ proof: string } | undefined> {
      return /^[\da-f-]{36}$/.test(nonce) ? { proof: await sign(nonce) } : undefined
    },
    /** Whether `text`, an answer to `nonce`, is the right one. */
    async holds(nonce: string, text: string): Promise<boolean> {
      const answer = proofSchema.safeParse(parseJson(text)).data
      return answer !== undefined && answer.proof === (await sign(nonce))
    },
  }
}

export type Proof = ReturnType<typeof createProof>
