import type { TwinWay } from '#diagnosis/twins/answers.ts'
import type { Answerer, HubError } from '#hub/errors.ts'
import { answeredByHeader, arrivalHeader, upstreamTimeHeader } from '#server/contract.ts'
import { arrivalIn } from '../inspector/record/arrival-in.ts'
import { type Exchange, exchanges } from '../inspector/record/exchange-store.ts'
import { recordedBody, type RecordedFrame, recordedFrame } from '../inspector/record/recorded-body.ts'
import { redactHeaders, redactQuery, redactText } from '../inspector/record/redact.ts'
import { type Action, currentAction } from './action.ts'

type Asked = Pick<Exchange, 'operation' | 'method' | 'path' | 'query' | 'params'> & {
  action?: Action | undefined
  replayOf?: number | undefined
  twin?: TwinWay | undefined
}

export interface Sendable extends RequestInit {
  headers: Record<string, string>
  body?: string
}

/** Milliseconds between two updates of a stream's frames: a replay brings a hundred of them at once. */
const frameEvery = 250
const mostFrames = 200

const answerers = new Set<string>(['hub', 'proxy', 'service', 'nobody'] satisfies Answerer[])

/** One request on its way into the record: all that the page sends, but for logging out and checking a token. */
export class Recording {
  /** Of the exchange. */
  readonly id: number
  private frames: RecordedFrame[] = []
  private count: number | undefined
  private writing: ReturnType<typeof setTimeout> | undefined

  constructor({ query, action = currentAction(), ...asked }: Asked) {
    this.id = exchanges.begin({ ...asked, query: redactQuery(query), action })
  }

  /** Names the path when it was not known at first. */
  at(path: string): void {
    exchanges.update(this.id, { path })
  }

  /** Sends the request, now, and resolves with the head of the answer; rejects as `fetch` does. */
  async send(url: string, request: Sendable): Promise<Response> {
    const { headers, body } = request
    exchanges.update(this.id, {
      sentAt: Date.now(),
      requestHeaders: redactHeaders(Object.entries(headers)),
      requestBody: body === undefined ? undefined : recordedBody(body, headers['Content-Type']),
    })
    const response = await fetch(url, request)
    const upstream = Number(response.headers.get(upstreamTimeHeader) ?? Number.NaN)
    exchanges.update(this.id, {
      answeredAt: Date.now(),
      status: response.status,
      answeredBy: answererOf(response),
      upstreamMs: Number.isNaN(upstream) ? undefined : upstream,
      arrival: arrivalIn(response.headers.get(arrivalHeader)),
      responseHeaders: redactHeaders(
        [...response.headers].filter(([name]) => name !== arrivalHeader.toLowerCase()),
      ),
    })
    return response
  }

  /** The answer's body to its end. */
  async text(response: Response): Promise<string> {
    const text = await response.text()
    if (text !== '') {
      const type = response.headers.get('Content-Type') ?? undefined
      exchanges.update(this.id, { responseBody: recordedBody(text, type) })
    }
    return text
  }

  /** The answer is a stream: its frames follow. */
  streams(): void {
    this.count = 0
    exchanges.update(this.id, { frames: 0 })
  }

  frame(text: string): void {
    this.count = (this.count ?? 0) + 1
    this.frames = [...this.frames.slice(-mostFrames + 1), recordedFrame(text, Date.now())]
    this.writing ??= setTimeout(() => this.writeFrames(), frameEvery)
  }

  /** The exchange is over. `silent`: nobody gave a complete answer. */
  end(error?: HubError, silent = false): void {
    this.writeFrames()
    exchanges.update(this.id, {
      doneAt: Date.now(),
      // The answerer's words may hold an address with secrets in it.
      error: error && { ...error, message: redactText(error.message) },
      ...(silent ? { answeredBy: 'nobody' as const } : {}),
    })
  }

  private writeFrames(): void {
    clearTimeout(this.writing)
    this.writing = undefined
    if (this.count === undefined) return
    exchanges.update(this.id, { frames: this.count, streamFrames: this.frames })
  }
}

/** Without the service's header, something between the page and the service answered. */
export function answererOf(response: Response): Answerer {
  const value = response.headers.get(answeredByHeader)
  return value !== null && answerers.has(value) ? (value as Answerer) : 'proxy'
}
