import { createHash } from 'node:crypto'
import type { Method } from '#hub/operations.ts'
import type { HubVersion } from '#hub/versions.ts'

export interface CallOptions {
  /** Sent as JSON. */
  body?: unknown
  headers?: Record<string, string>
}

export interface Answer {
  status: number
  headers: Headers
  text: string
}

/** A hub on trial: the mock, or a real one. Both are prepared alike, see `world.ts`. */
export interface Hub {
  version: HubVersion
  /** A token with all rights of an admin. */
  admin: string
  /** Sends a request to `path` below `/hub/api`; without a token when that is undefined. The body may be a stream. */
  send(token: string | undefined, method: Method, path: string, options?: CallOptions): Promise<Response>
  /** Opens a page below `/hub`, without cookies. */
  visit(path: string, headers: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

/** Sends a request and reads the answer to its end. */
export async function call(
  hub: Hub,
  token: string | undefined,
  method: Method,
  path: string,
  options?: CallOptions,
): Promise<Answer> {
  const response = await hub.send(token, method, path, options)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** The body as JSON. Throws with the text when it is something else. */
export function json(answer: Answer): unknown {
  try {
    return JSON.parse(answer.text)
  } catch {
    throw new Error(`${answer.status} is not JSON: ${answer.text.slice(0, 300)}`)
  }
}

/** The token of the service that holds the raw scopes of one grant and nothing else; `""` holds nothing at all. */
export function tokenOf(grant: string): string {
  return createHash('sha256').update(`contract ${grant}`).digest('hex').slice(0, 32)
}
