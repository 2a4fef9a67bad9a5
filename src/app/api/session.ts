import { queryOptions } from '@tanstack/react-query'
import { HubFailure } from '#hub/errors.ts'
import {
  originHeader,
  type SessionAnswer,
  servicePaths,
  serviceRefusalSchema,
  sessionSchema,
} from '#server/contract.ts'
import { serviceUrl } from '../base.ts'
import { exchanges } from '../inspector/exchange-store.ts'
import { setCsrfToken } from './csrf.ts'
import { answererOf } from './http.ts'

/** Who is signed in, with scopes, hub version and CSRF token. Throws `HubFailure`. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 60_000,
  refetchInterval: 5 * 60_000,
})

async function readSession(signal: AbortSignal): Promise<SessionAnswer> {
  const path = servicePaths.session
  const record = exchanges.begin({
    operation: 'session',
    method: 'GET',
    path: `/${path}`,
    query: '',
    params: {},
  })
  exchanges.update(record, { sentAt: Date.now() })
  try {
    const response = await fetch(serviceUrl(path), {
      headers: { Accept: 'application/json', [originHeader]: location.origin },
      signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
    })
    exchanges.update(record, { status: response.status, answeredBy: answererOf(response) })
    const body: unknown = await response.json().catch(() => undefined)
    const session = response.ok ? sessionSchema.safeParse(body) : undefined
    if (!session?.success) {
      const refusal = serviceRefusalSchema.safeParse(body)
      throw unreachable(
        refusal.success ? refusal.data.message : 'Something between this page and Hubscope answered instead.',
      )
    }
    exchanges.update(record, { doneAt: Date.now() })
    if (session.data.state === 'signed-in') setCsrfToken(session.data.csrf)
    return session.data
  } catch (cause) {
    const failure = cause instanceof HubFailure ? cause : unreachable('Hubscope’s service does not answer.')
    exchanges.update(record, { doneAt: Date.now(), error: failure.detail })
    throw failure
  }
}

function unreachable(message: string): HubFailure {
  return new HubFailure({ tag: 'unreachable', operation: 'session', message, timedOut: false })
}

/** The page's address within the service, to come back to after the login. */
export function loginUrl(): string {
  const next = location.href.slice(new URL('.', document.baseURI).href.length)
  return serviceUrl(servicePaths.login, new URLSearchParams({ next }))
}
