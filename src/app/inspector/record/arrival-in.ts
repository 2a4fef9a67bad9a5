import { type Echo, echoSchema } from '#server/contract.ts'

/** What the service saw of a request, out of the header of its answer; undefined when that does not say. */
export function arrivalIn(header: string | null | undefined): Echo | undefined {
  try {
    return echoSchema.safeParse(JSON.parse(header ?? '')).data
  } catch {
    return undefined
  }
}
