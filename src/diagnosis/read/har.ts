import { catch as otherwise, z } from 'zod/mini'
import type { Answer } from './answer.ts'
import { parseJson } from '#hub/json.ts'
import type { Line } from './line.ts'
import { maskHeader, maskSecrets } from './mask.ts'
import { refusalBody } from './refusal-body.ts'

const headers = z.array(z.object({ name: z.string(), value: z.string() }))

/** What is read of HAR 1.2, as browsers really write it; the rest passes. */
const entry = z.object({
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: otherwise(headers, []),
    postData: otherwise(
      z.optional(z.object({ text: z.optional(z.string()), mimeType: z.optional(z.string()) })),
      undefined,
    ),
  }),
  response: z.object({
    status: z.number(),
    headers: otherwise(headers, []),
    redirectURL: z.optional(z.string()),
    content: z.optional(
      z.object({
        text: z.optional(z.string()),
        encoding: z.optional(z.string()),
        mimeType: z.optional(z.string()),
        size: otherwise(z.optional(z.number()), undefined),
      }),
    ),
    statusText: otherwise(z.optional(z.string()), undefined),
    _error: z.optional(z.nullable(z.string())),
  }),
  startedDateTime: otherwise(z.optional(z.string()), undefined),
  time: z.optional(z.number()),
  timings: z.optional(
    z.object({
      blocked: z.optional(z.nullable(z.number())),
      wait: z.optional(z.nullable(z.number())),
      receive: z.optional(z.nullable(z.number())),
    }),
  ),
  _resourceType: z.optional(z.string()),
  /** What Hubscope's own export adds. */
  _hubscope: z.optional(z.unknown()),
})
export type HarEntry = z.infer<typeof entry>

const har = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })

/** More of a body would be no evidence any more. */
const mostBody = 16_384

/** True when a text begins as a HAR file does. Docker's JSON has a text, not an object, in its `log`. */
export function looksLikeHar(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"log"\s*:\s*\{/.test(text.slice(0, 200))
}

/** A request that got no answer, with the browser's own word for it, e.g. `net::ERR_TOO_MANY_REDIRECTS`. */
export interface Unanswered {
  line: Line
  error: string
  path: string
}

export interface HarReading {
  answers: Answer[]
  unanswered: Unanswered[]
}

/** The entries of a HAR file, as they stand there, unmasked; undefined when it is none. One of another form is undefined. */
export function harEntries(text: string): (HarEntry | undefined)[] | undefined {
  const file = har.safeParse(parseJson(text.replace(/^\uFEFF/, '')))
  return file.success ? file.data.log.entries.map((raw) => entry.safeParse(raw).data) : undefined
}

/** The requests of a HAR file; undefined when it is none. Entries of another form are left out. */
export function readHar(text: string, firstLine: number): HarReading | undefined {
  const entries = harEntries(text)
  if (!entries) return undefined
  const lines = entryLines(text)
  return readEntries(entries, (index) => firstLine - 1 + (lines[index] ?? 1))
}

/** `numberOf`: the line that an entry, by its index from 0, counts as. */
export function readEntries(
  entries: readonly (HarEntry | undefined)[],
  numberOf: (index: number) => number,
): HarReading {
  const reading: HarReading = { answers: [], unanswered: [] }
  for (const [index, data] of entries.entries()) {
    if (data) readEntry(data, numberOf(index), reading)
  }
  return reading
}

function readEntry(data: HarEntry, number: number, reading: HarReading): void {
  const { request, response, timings } = data
  const url = parseUrl(request.url)
  if (!url) return
  const body = bodyOf(response.content)
  const refusal = refusalBody(body)
  const path = maskSecrets(url.pathname + url.search)
  const { _error: error } = response
  const said = response.status === 0 ? (error ?? 'no answer') : String(response.status)
  const text = `${request.method} ${url.origin}${path} → ${said}${refusal?.message ? ` ${refusal.message}` : ''}`
  const line: Line = { number, text, source: 'har', message: text, level: undefined }
  if (response.status === 0) {
    if (error) reading.unanswered.push({ line, error, path })
    return
  }
  const responseHeaders = mapOf(response.headers)
  const requestHeaders = mapOf(request.headers)
  reading.answers.push({
    line,
    status: response.status,
    method: request.method,
    path,
    origin: url.origin,
    reason: refusal?.message,
    referer: requestHeaders.get('referer'),
    location: responseHeaders.get('location'),
    exchange: {
      requestHeaders,
      responseHeaders,
      setCookies: response.headers
        .filter(({ name }) => name.toLowerCase() === 'set-cookie')
        .map(({ value }) => maskHeader('set-cookie', value)),
      body,
      wait: timings?.wait ?? undefined,
      receive: timings?.receive ?? undefined,
    },
  })
}

function mapOf(list: z.infer<typeof headers>): Map<string, string> {
  return new Map(
    list.map(({ name, value }) => {
      const key = name.toLowerCase()
      return [key, maskHeader(key, value)]
    }),
  )
}

/** Scripts, pictures and the like say nothing here. */
const tellingTypes = /json|html|plain|event-stream/

function bodyOf(content: z.infer<typeof entry>['response']['content']): string {
  if (content?.mimeType !== undefined && !tellingTypes.test(content.mimeType)) return ''
  const text = content?.text?.slice(0, mostBody * 2) ?? ''
  if (content?.encoding !== 'base64') return maskSecrets(text.slice(0, mostBody))
  try {
    return maskSecrets(atob(text.slice(0, text.length - (text.length % 4))).slice(0, mostBody))
  } catch {
    return ''
  }
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** The line on which each of `log.entries` begins, by walking through the text once. */
function entryLines(text: string): number[] {
  const lines: number[] = []
  let depth = 0
  let line = 1
  let inEntries = 0
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 10:
        line++
        break
      case 34: {
        const end = endOfString(text, at)
        if (depth === 2 && inEntries === 0 && text.slice(at, end + 1) === '"entries"') inEntries = 1
        at = end
        break
      }
      case 91:
      case 123:
        depth++
        if (inEntries === 1 && depth === 4) lines.push(line)
        break
      case 93:
      case 125:
        depth--
        if (inEntries === 1 && depth === 2) inEntries = 2
        break
      default:
    }
  }
  return lines
}

/** The closing quote of a JSON string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1) {
    let slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return end
    end = text.indexOf('"', end + 1)
  }
  return text.length
}
