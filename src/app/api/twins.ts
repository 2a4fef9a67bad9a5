import { parseJson } from '#hub/json.ts'
import type { TwinAnswer, Twins, TwinWay } from '#diagnosis/twins/answers.ts'
import { type Answerer, HubFailure } from '#hub/errors.ts'
import { operationOf, type OperationId } from '#hub/operations.ts'
import { operationPath, type PathParams } from '#hub/paths.ts'
import { refusalSchema } from '#hub/wire/hub.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { acceptOf } from './accept.ts'
import { type Action, newAction } from './action.ts'
import { call } from './http.ts'
import { Recording } from './recording.ts'

/** A request that reads, to be sent again in several ways. */
export interface TwinRequest {
  operation: OperationId
  params: PathParams
  /** Without the question mark. */
  query: string
}

/** Only what reads is asked twice. */
export function canBeTwinned(operation: OperationId): boolean {
  const { method, stream } = operationOf(operation)
  return method === 'GET' && stream === undefined
}

/**
 * The hub's own address for this page's browser; undefined where the browser would not send the hub's cookie there: on
 * another origin (subdomains), and in the demo, which has no hub.
 */
export function directApiUrl(hubUrl: string): string | undefined {
  if (__DEMO__) return undefined
  const url = new URL('api', new URL(hubUrl, location.href))
  return url.origin === location.origin ? url.href : undefined
}

/**
 * Sends the request through the service with the token and, where `hubUrl` is within reach, straight to the hub with the
 * hub's cookie and with nothing. All are recorded. Never throws: a refusal is an answer.
 */
export async function askTwins(request: TwinRequest, hubUrl: string): Promise<Twins> {
  const action = newAction(`Compare: ${operationOf(request.operation).label}`)
  const api = directApiUrl(hubUrl)
  const [token, cookie, nobody] = await Promise.all([
    askThroughService(request, action),
    api === undefined ? undefined : askHub(api, request, 'cookie', action).then(({ answer }) => answer),
    api === undefined ? undefined : askHub(api, request, 'nobody', action).then(({ answer }) => answer),
  ])
  return { token, cookie, nobody }
}

async function askThroughService(request: TwinRequest, action: Action): Promise<TwinAnswer> {
  const { operation, params, query } = request
  try {
    await call(operation, {
      params,
      query: new URLSearchParams(query),
      priority: 'user',
      action,
      twin: 'token',
    })
    return { status: 200, answeredBy: 'hub', message: undefined }
  } catch (cause) {
    if (!(cause instanceof HubFailure)) throw cause
    const { detail } = cause
    switch (detail.tag) {
      case 'refused':
        return { status: detail.status, answeredBy: detail.answeredBy, message: detail.message }
      case 'signed-out':
        return { status: 401, answeredBy: 'service', message: detail.message }
      case 'mismatch':
        return { status: 200, answeredBy: 'hub', message: undefined }
      default:
        return { status: undefined, answeredBy: 'nobody', message: undefined }
    }
  }
}

/** Asks the hub past the service. `body` is what it answered, read as JSON. */
export async function askHub(
  apiUrl: string,
  { operation, params, query }: TwinRequest,
  way: Exclude<TwinWay, 'token'>,
  action: Action,
): Promise<{ answer: TwinAnswer; body: unknown }> {
  const path = operationPath(operation, params)
  const record = new Recording({ operation, method: 'GET', path, query, params, action, twin: way })
  try {
    const response = await record.send(`${apiUrl}${path}${query === '' ? '' : `?${query}`}`, {
      headers: { Accept: acceptOf(operationOf(operation)) },
      // The hub wants an XSRF value, which only its own pages can read, of what scripts ask in the mode `cors`; of this
      // mode it wants none, since no page of another origin could read the answer. Source: `check_xsrf_cookie`.
      mode: 'no-cors',
      credentials: way === 'cookie' ? 'include' : 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    })
    const body = parseJson(await record.text(response))
    const answeredBy: Answerer = isFromHub(response, body) ? 'hub' : 'proxy'
    exchanges.update(record.id, { answeredBy })
    // What was asked in order to be compared is no fault, whatever the answer.
    record.end()
    const refusal = response.ok ? undefined : refusalSchema.safeParse(body)
    const message = (refusal?.success ? refusal.data.message : undefined) ?? undefined
    return { answer: { status: response.status, answeredBy, message }, body }
  } catch {
    record.end(undefined, true)
    return { answer: { status: undefined, answeredBy: 'nobody', message: undefined }, body: undefined }
  }
}

/** The hub's own pages for its proxy have neither its header nor its form. */
function isFromHub(response: Response, body: unknown): boolean {
  return (
    response.headers.has('X-JupyterHub-Version') && (response.ok || refusalSchema.safeParse(body).success)
  )
}
