import { parseJson } from '#hub/json.ts'
import { type Answerer, type HubError, HubFailure, requiredScopesOf } from '#hub/errors.ts'
import { type Answer, type Operation, operationOf, type OperationId } from '#hub/operations.ts'
import { operationPath, type PathParams } from '#hub/paths.ts'
import { refusalSchema } from '#hub/wire/hub.ts'
import { csrfHeader, servicePaths, serviceRefusalSchema } from '#server/contract.ts'
import { serviceUrl } from '../base.ts'
import { acceptOf } from './accept.ts'
import type { Action } from './action.ts'
import { csrfToken } from './csrf.ts'
import { callAs } from './preview/narrowed-call.ts'
import { answererOf, Recording, type Sendable } from './recording.ts'
import { type Priority, Scheduler } from './scheduler.ts'
import { shownAs } from './preview/shown-as.ts'

export interface CallOptions {
  params?: PathParams
  query?: Record<string, string | number | undefined> | URLSearchParams
  body?: unknown
  signal?: AbortSignal | undefined
  priority?: Priority
  /** Milliseconds after which we give up. The hub answers a start within 10 s by default, so writes get longer. */
  timeout?: number
  /** The visitor's deed that it belongs to; else the one within which it is called. */
  action?: Action | undefined
  /** The id of the exchange that it repeats. */
  replayOf?: number | undefined
  /** It is sent once more to compare the answers: a refusal is what was asked for. */
  twin?: 'token'
  /** Told the id of its own exchange at once, before it is sent. */
  onRecord?: ((id: number) => void) | undefined
}

const scheduler = new Scheduler(4, 300)

/**
 * Performs one operation of the hub's API through the service, as the visitor; while the page is shown as another token
 * would see it, with the answer cut down to that. Throws `HubFailure` and nothing else.
 */
export function call<Id extends OperationId>(id: Id, options: CallOptions = {}): Promise<Answer<Id>> {
  const shown = shownAs.snapshot()
  return shown ? callAs(shown, id, options, callAsVisitor) : callAsVisitor(id, options)
}

/** Queued, timed, recorded, its answer parsed with the operation's schema. Throws `HubFailure` and nothing else. */
export async function callAsVisitor<Id extends OperationId>(
  id: Id,
  options: CallOptions = {},
): Promise<Answer<Id>> {
  const operation = operationOf(id)
  const query = queryOf(options.query)
  const record = new Recording({
    operation: id,
    method: operation.method,
    path: operation.path,
    query: query.toString(),
    params: options.params ?? {},
    action: options.action,
    replayOf: options.replayOf,
    twin: options.twin,
  })
  options.onRecord?.(record.id)
  let sent: AbortSignal | undefined
  let hasBegun = false
  try {
    const path = pathOf(id, options.params)
    record.at(path)
    const answer = await scheduler.run(
      async () => {
        // The clock starts when the request leaves: time in our own queue says nothing about the hub.
        sent = AbortSignal.timeout(options.timeout ?? (operation.method === 'GET' ? 20_000 : 45_000))
        const signal = options.signal ? AbortSignal.any([options.signal, sent]) : sent
        const url = serviceUrl(`${servicePaths.relay}${path}`, query)
        const response = await record.send(url, requestOf(operation, options.body, signal))
        hasBegun = true
        return read(id, record, response)
      },
      options.priority ?? (operation.method === 'GET' ? 'page' : 'user'),
      options.signal,
    )
    record.end()
    return answer as Answer<Id>
  } catch (cause) {
    const detail = detailOf(id, cause, options.signal, sent, hasBegun)
    // An answer to a twin is no fault, whatever it says.
    record.end(options.twin && detail.tag === 'refused' ? undefined : detail, detail.tag === 'unreachable')
    throw new HubFailure(detail, record.id)
  }
}

/** A name that no URL can carry is refused here: asking would address something else. */
function pathOf(operation: OperationId, params: PathParams | undefined): string {
  try {
    return operationPath(operation, params)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'The name cannot stand in a URL.'
    throw new HubFailure({
      tag: 'refused',
      operation,
      status: 400,
      answeredBy: 'nobody',
      message,
      requiredScopes: undefined,
      retryAfter: undefined,
    })
  }
}

function queryOf(query: CallOptions['query'] = {}): URLSearchParams {
  if (query instanceof URLSearchParams) return query
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  return search
}

function requestOf(operation: Operation, body: unknown, signal: AbortSignal): Sendable {
  const headers: Record<string, string> = { Accept: acceptOf(operation) }
  if (operation.method !== 'GET') headers[csrfHeader] = csrfToken()
  // The hub wants a JSON body of its POSTs and answers 400 to an empty one in places.
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  return {
    method: operation.method,
    headers,
    signal,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}

async function read(id: OperationId, record: Recording, response: Response): Promise<unknown> {
  const text = await record.text(response)
  if (!response.ok) throw new HubFailure(refusal(id, response, answererOf(response), text))
  const body = parseJson(text)
  const parsed = operationOf(id).answer.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new HubFailure({
    tag: 'mismatch',
    operation: id,
    path: issue?.path.join('.') ?? '',
    message: `The answer to “${operationOf(id).label}” has an unexpected form${issue?.path.length ? ` at ${issue.path.join('.')}` : ''}.`,
  })
}

function refusal(operation: OperationId, response: Response, answeredBy: Answerer, text: string): HubError {
  const body = parseJson(text)
  const own =
    answeredBy === 'service' || answeredBy === 'nobody' ? serviceRefusalSchema.safeParse(body) : undefined
  if (own?.success && (own.data.code === 'no-session' || own.data.code === 'expired')) {
    return { tag: 'signed-out', operation, message: own.data.message, reason: own.data.code }
  }
  if (own?.success && (own.data.code === 'unreachable' || own.data.code === 'timeout')) {
    return { tag: 'unreachable', operation, message: own.data.message, timedOut: own.data.code === 'timeout' }
  }
  const hubs = refusalSchema.safeParse(body)
  const message = (hubs.success ? hubs.data.message : null) ?? statusText(response)
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return {
    tag: 'refused',
    operation,
    status: response.status,
    answeredBy,
    message,
    requiredScopes: requiredScopesOf(message),
    retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
  }
}

function statusText(response: Response): string {
  if (response.type === 'opaqueredirect') return 'Something in between answered with a redirect.'
  return response.statusText || `Status ${response.status}`
}

function detailOf(
  operation: OperationId,
  cause: unknown,
  asked: AbortSignal | undefined,
  timeout: AbortSignal | undefined,
  hasBegun: boolean,
): HubError {
  if (cause instanceof HubFailure) return cause.detail
  if (asked?.aborted) return { tag: 'aborted', operation, message: 'Taken back.' }
  if (timeout?.aborted) {
    return { tag: 'unreachable', operation, timedOut: true, message: 'No answer in time.' }
  }
  const message = hasBegun ? 'The answer broke off on its way.' : 'Hubscope’s service does not answer.'
  return { tag: 'unreachable', operation, timedOut: false, message }
}
