import { drivenClock, type DrivenClock } from './driven-clock.ts'
import { createMockHub, type MockHub, type MockHubOptions } from './hub.ts'
import { isObject, type JsonObject } from './json.ts'

/** A mock hub on a driven clock, and one way to call it. */
export interface Bench {
  hub: MockHub
  clock: DrivenClock
  /** Sends `body` as JSON, with the token; the path is below `/hub/api`. */
  call(token: string, method: string, path: string, options?: CallOptions): Promise<Answer>
}

interface CallOptions {
  body?: unknown
  headers?: Record<string, string>
}

export interface Answer {
  status: number
  headers: Headers
  /** Parsed; the text itself when it is not JSON. */
  body: unknown
}

export function bench(options: MockHubOptions = {}): Bench {
  const clock = drivenClock()
  const hub = createMockHub({ clock, ...options })
  return { hub, clock, call: (token, method, path, extra) => call(hub, token, method, path, extra) }
}

async function call(
  hub: MockHub,
  token: string,
  method: string,
  path: string,
  extra: CallOptions = {},
): Promise<Answer> {
  const response = await hub.respond(
    new Request(`http://hub.test/hub/api${path}`, {
      method,
      headers: { ...(token ? { Authorization: `token ${token}` } : {}), ...extra.headers },
      ...(extra.body === undefined ? {} : { body: JSON.stringify(extra.body) }),
    }),
  )
  const text = await response.text()
  const isJson = response.headers.get('Content-Type') === 'application/json' && text !== ''
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
}

/** The body as an object, for reading single fields. */
export function fields(answer: Answer): JsonObject {
  if (!isObject(answer.body)) throw new Error(`no object: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** The names in a list of models. */
export function namesIn(list: unknown): unknown[] {
  if (!Array.isArray(list)) throw new Error('no list')
  return list.map((item: unknown) => (isObject(item) ? item['name'] : undefined))
}
