import type { HarEntry } from '#diagnosis/read/har.ts'
import { maskSecrets } from '#diagnosis/read/mask.ts'
import { matchOperation } from '#hub/paths.ts'
import { arrivalHeader, upstreamTimeHeader } from '#server/contract.ts'
import { arrivalIn } from '../record/arrival-in.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { recordedBody, type RecordedBody } from '../record/recorded-body.ts'
import { redactHeaders, redactQuery } from '../record/redact.ts'
import { answererOf, errorOf } from './foreign-outcome.ts'

/** Pictures, scripts and the like are not kept: nothing in them explains a refusal. */
const telling = /json|html|xml|plain|event-stream|urlencoded/

/** An exchange out of another program's HAR file, a browser's for example; undefined when its address is none. */
export function foreignExchange(entry: HarEntry, id: number): Exchange | undefined {
  const { request, response } = entry
  if (!URL.canParse(request.url)) return undefined
  const url = new URL(request.url)
  const api = /^(.*?)\/hub\/api(\/.*|$)/.exec(url.pathname)
  const match = api ? matchOperation(request.method, api[2] || '/') : undefined
  const headers = new Map(response.headers.map(({ name, value }) => [name.toLowerCase(), value]))
  const responseBody = contentOf(entry)
  const answeredBy = answererOf(response.status, headers, url.pathname)
  const operation = match?.id ?? 'other'
  const error = errorOf(entry, operation, answeredBy, responseBody?.text ?? '', headers)
  const query = redactQuery(url.search.slice(1))
  const upstream = Number(headers.get(upstreamTimeHeader.toLowerCase()) ?? Number.NaN)
  return {
    id,
    operation,
    method: request.method,
    path: maskSecrets(match && api ? api[2] || '/' : url.pathname),
    query,
    params: match?.params ?? {},
    url: `${url.origin}${maskSecrets(url.pathname)}${query === '' ? '' : `?${query}`}`,
    replayOf: undefined,
    action: undefined,
    ...timesOf(entry),
    requestHeaders: redactHeaders(request.headers.map(({ name, value }) => [name, value])),
    requestBody: request.postData?.text
      ? recordedBody(request.postData.text, request.postData.mimeType)
      : undefined,
    arrival: arrivalIn(headers.get(arrivalHeader.toLowerCase())),
    status: response.status === 0 ? undefined : response.status,
    answeredBy,
    upstreamMs: Number.isNaN(upstream) ? undefined : upstream,
    responseHeaders: redactHeaders(response.headers.map(({ name, value }) => [name, value])),
    responseBody,
    frames: undefined,
    streamFrames: [],
    error,
    pinned: false,
  }
}

function timesOf({ startedDateTime = '', time = 0, timings }: HarEntry) {
  const askedAt = Date.parse(startedDateTime) || 0
  const blocked = Math.max(timings?.blocked ?? 0, 0)
  const receive = Math.max(timings?.receive ?? 0, 0)
  const doneAt = askedAt + Math.max(time, 0)
  return { askedAt, sentAt: askedAt + blocked, answeredAt: Math.max(doneAt - receive, askedAt), doneAt }
}

function contentOf({ response: { content } }: HarEntry): RecordedBody | undefined {
  const text = content?.text
  if (content === undefined || text === undefined || text === '') return undefined
  if (content.mimeType !== undefined && !telling.test(content.mimeType)) return undefined
  const decoded = content.encoding === 'base64' ? decode(text) : text
  const body = recordedBody(decoded, content.mimeType)
  return { ...body, bytes: content.size !== undefined && content.size >= 0 ? content.size : body.bytes }
}

function decode(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
  } catch {
    return ''
  }
}
