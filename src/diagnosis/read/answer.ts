import type { Line } from './line.ts'

/** One answered request, as a log line, a browser's console, curl or a HAR file tells of it. */
export interface Answer {
  line: Line
  status: number
  /** Undefined where the text does not tell. */
  method: string | undefined
  /** With the query; without scheme and host. */
  path: string | undefined
  /** `https://hub.example`, where the text tells. */
  origin?: string | undefined
  /** The hub's user or service; empty when the hub knew nobody. */
  user?: string | undefined
  /** Why, in the answerer's words. */
  reason?: string | undefined
  referer?: string | undefined
  address?: string | undefined
  /** Where a redirect leads. */
  location?: string | undefined
  milliseconds?: number | undefined
  /** HAProxy's termination state, Envoy's response flags. */
  flags?: string | undefined
  /** What the hub logged just before, about the same request. */
  before?: Before | undefined
  /** Headers and body, where curl or a HAR file shows them. */
  exchange?: Exchange | undefined
}

/** What the hub says of a request before it answers. */
export interface Before {
  referer?: Line
  contentType?: { line: Line; type: string }
  scopes?: ScopesBefore
}

export interface ScopesBefore {
  line: Line
  path: string
  required: readonly string[]
  /** `user=ta`, `*`; hubs before 5 do not tell. */
  on: string | undefined
  held: readonly string[]
}

export interface Exchange {
  requestHeaders: ReadonlyMap<string, string>
  responseHeaders: ReadonlyMap<string, string>
  /** Every Set-Cookie, without values. */
  setCookies: readonly string[]
  body: string
  /** Milliseconds from the request to the first byte of the answer, and from there to its end. */
  wait?: number | undefined
  receive?: number | undefined
  /** Which machine the request went to, where curl tells. */
  peer?: string | undefined
}

/** The path alone. */
export function pathOf(answer: Answer): string {
  return (answer.path ?? '').split('?', 1)[0] ?? ''
}
