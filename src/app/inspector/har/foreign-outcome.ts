import type { HarEntry } from '#diagnosis/read/har.ts'
import { refusalBody } from '#diagnosis/read/refusal-body.ts'
import { answererSchema } from '#hub/error-schema.ts'
import { type Answerer, type HubError, requiredScopesOf } from '#hub/errors.ts'
import { answeredByHeader } from '#server/contract.ts'

/** By lower-case name. */
type Headers = ReadonlyMap<string, string>

/** Who answered, by the marks that Hubscope's service and the hub leave; of what is no call of the hub, nothing is known. */
export function answererOf(status: number, headers: Headers, path: string): Answerer | undefined {
  const told = answererSchema.safeParse(headers.get(answeredByHeader.toLowerCase())).data
  if (told) return told
  if (status === 0) return 'nobody'
  if (headers.has('x-jupyterhub-version')) return 'hub'
  return /\/hub\/api(\/|$)/.test(path) ? 'proxy' : undefined
}

/** What went wrong, as the page itself would have said it. */
export function errorOf(
  { response: { status, statusText, _error } }: HarEntry,
  operation: string,
  answeredBy: Answerer | undefined,
  body: string,
  headers: Headers,
): HubError | undefined {
  if (status === 0) {
    if (_error === 'net::ERR_ABORTED') return { tag: 'aborted', operation, message: 'Taken back.' }
    return { tag: 'unreachable', operation, timedOut: false, message: _error ?? 'No answer was recorded.' }
  }
  if (status < 400) return undefined
  const message = refusalBody(body)?.message ?? (statusText || `Status ${status}`)
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN)
  return {
    tag: 'refused',
    operation,
    status,
    answeredBy: answeredBy ?? 'proxy',
    message,
    requiredScopes: requiredScopesOf(message),
    retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
  }
}
