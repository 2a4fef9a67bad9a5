import { z } from 'zod/mini'
import { parseJson } from '#hub/json.ts'

/** The hub's and the servers' own answer to a refused call; hubs from 6 on send null where there are no words. */
const body = z.object({ status: z.optional(z.number()), message: z.nullable(z.string()) })

export interface RefusalBody {
  status: number | undefined
  message: string | undefined
}

/** Reads `{"status": 403, "message": "…"}` out of a text; undefined when it is something else. */
export function refusalBody(text: string): RefusalBody | undefined {
  const start = text.indexOf('{')
  if (start === -1 || !text.includes('"message"')) return undefined
  const parsed = body.safeParse(parseJson(text.slice(start, text.lastIndexOf('}') + 1)))
  return parsed.success
    ? { status: parsed.data.status, message: parsed.data.message ?? undefined }
    : undefined
}
