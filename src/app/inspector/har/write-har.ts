import type { Evidence } from '#diagnosis/evidence.ts'
import type { Finding } from '#diagnosis/finding.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { deedOf } from '../record/exchange-words.ts'
import { keptOf } from './kept.ts'

/** What an export says of the page around the exchanges, and how it gets at what they do not hold themselves. */
export interface HarContext {
  /** Hubscope's. */
  version: string
  hubVersion: string
  /** Ms since the epoch; ends what is still under way. */
  now: number
  /** The address to which the page sent it. */
  urlOf: (exchange: Exchange) => string
  evidenceOf: (exchange: Exchange) => Evidence | undefined
  /** The most certain first. */
  findingsOf: (exchange: Exchange) => readonly Finding[]
}

/**
 * Exchanges as HAR 1.2, with the diagnosis in fields of its own (`_finding`, `_hubscope`). Exchanges are redacted when
 * they are recorded, so there is nothing in them to take out; cookies are never known here.
 * Source: http://www.softwareishard.com/blog/har-12-spec/
 */
export function harOf(list: readonly Exchange[], context: HarContext) {
  return {
    log: {
      version: '1.2',
      creator: { name: 'Hubscope', version: context.version },
      pages: [],
      entries: list.map((exchange) => entryOf(exchange, context)),
      comment: `JupyterHub ${context.hubVersion}`,
    },
  }
}

function entryOf(exchange: Exchange, context: HarContext) {
  const { askedAt, action, frames, error } = exchange
  const [finding, ...others] = context.findingsOf(exchange)
  const timings = timingsOf(exchange, context.now)
  return {
    startedDateTime: new Date(askedAt).toISOString(),
    time: round(timings.blocked + timings.send + timings.wait + timings.receive),
    request: requestOf(exchange, context.urlOf(exchange)),
    response: responseOf(exchange),
    cache: {},
    timings,
    comment: [action?.label, deedOf(exchange), error?.message].filter(Boolean).join(': '),
    _resourceType: frames === undefined ? 'fetch' : 'eventsource',
    ...(finding && { _finding: summaryOf(finding) }),
    ...(others.length > 0 && { _otherFindings: others.map(summaryOf) }),
    _hubscope: keptOf(exchange, context.evidenceOf(exchange)),
  }
}

function requestOf({ method, query, requestHeaders, requestBody: body }: Exchange, url: string) {
  return {
    method,
    url,
    // A page is not told which version of HTTP it spoke.
    httpVersion: '',
    cookies: [],
    headers: pairs(requestHeaders),
    queryString: pairs(new URLSearchParams(query)),
    headersSize: -1,
    bodySize: body?.bytes ?? 0,
    ...(body && { postData: { mimeType: body.type ?? '', text: body.text } }),
  }
}

function responseOf(exchange: Exchange) {
  const { status, responseHeaders, responseBody: body, frames, streamFrames, error } = exchange
  const type = responseHeaders.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  const text = frames === undefined ? body?.text : streamFrames.map((frame) => `${frame.text}\n\n`).join('')
  return {
    status: status ?? 0,
    statusText: '',
    httpVersion: '',
    cookies: [],
    headers: pairs(responseHeaders),
    content: {
      size: body?.bytes ?? (frames === undefined ? 0 : -1),
      mimeType: body?.type ?? type ?? 'x-unknown',
      ...(text !== undefined && { text }),
      ...(body?.cut && { comment: 'Not all of it was recorded.' }),
    },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
    _error: status === undefined && error ? error.message : null,
  }
}

/** `blocked` is the time in the page's own queue. What a page cannot measure is -1, as the format says. */
function timingsOf({ askedAt, sentAt, answeredAt, doneAt }: Exchange, now: number) {
  const done = doneAt ?? Math.max(now, askedAt)
  const sent = sentAt ?? done
  const answered = answeredAt ?? done
  return {
    blocked: round(sent - askedAt),
    dns: -1,
    connect: -1,
    ssl: -1,
    send: 0,
    wait: round(answered - sent),
    receive: round(done - answered),
  }
}

function summaryOf({ code, certainty, title }: Finding) {
  return { code, certainty, title }
}

function pairs(list: Iterable<readonly [string, string]>): { name: string; value: string }[] {
  return [...list].map(([name, value]) => ({ name, value }))
}

function round(ms: number): number {
  return Math.max(Math.round(ms), 0)
}
