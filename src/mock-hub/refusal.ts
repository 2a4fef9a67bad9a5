import { isSince, type HubVersion } from '#hub/versions.ts'

/** Thrown by a handler to answer with an error; a null message is what the hub says when it gives no reason. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly text: string | null
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, text: string | null = null, headers: Readonly<Record<string, string>> = {}) {
    super(text ?? `${status}`)
    this.status = status
    this.text = text
    this.headers = headers
  }
}

const statusTexts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
}

/** The body's `message`: hubs before 6.0 say the status text where newer ones say null. 500s keep it. */
export function refusalMessage(refusal: Refusal, version: HubVersion): string | null {
  if (refusal.text !== null) return refusal.text
  if (isSince(version, '6.0') && refusal.status < 500) return null
  return statusTexts[refusal.status] ?? null
}
