import { queryOptions } from '@tanstack/react-query'
import { parseJson } from '#hub/json.ts'
import { type HubError, HubFailure } from '#hub/errors.ts'
import {
  csrfHeader,
  originHeader,
  type SessionAnswer,
  servicePaths,
  serviceRefusalSchema,
  sessionSchema,
  type SignedIn,
} from '#server/contract.ts'
import { serviceUrl } from '../base.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { doctor } from '../doctor/doctor-store.ts'
import { imported } from '../inspector/imported/imported-store.ts'
import { recordKeeper } from '../inspector/record/record-keeper.ts'
import { csrfToken, setCsrfToken } from './csrf.ts'
import { reaches } from './reach/reach-store.ts'
import { Recording } from './recording.ts'

/** The session as the page keeps it: when the login has ended, with the one before, so that the page stays as it was. */
export type SessionState = SignedIn | (Exclude<SessionAnswer, SignedIn> & { before?: SignedIn | undefined })

const sessionKey = ['session'] as const

/** Who is signed in, with scopes, hub version and CSRF token. Throws `HubFailure`. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async ({ signal, client }): Promise<SessionState> => {
    const now = await readSession(signal)
    const earlier = client.getQueryData<SessionState>(sessionKey)
    const before = signedInOf(earlier)
    // With an expired login its cookie goes, so that the service knows of no session the next time it is asked.
    const reason = earlier?.state === 'signed-out' ? earlier.reason : undefined
    if (now.state === 'signed-out') return { ...now, reason: reason ?? now.reason, before }
    // Somebody else logged in, in another tab: nothing that was read for the one before is theirs.
    if (before && before.identity.name !== now.identity.name) {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
      exchanges.forget()
      imported.close()
      doctor.clear()
      reaches.clear()
    }
    void recordKeeper.open(now.identity.name)
    return now
  },
  staleTime: 60_000,
  refetchInterval: ({ state }) => {
    if (state.status === 'error') return 5_000
    return state.data?.state === 'signed-out' ? 15_000 : 5 * 60_000
  },
})

/** The login the page works with; undefined when there never was one. */
export function signedInOf(state: SessionState | undefined): SignedIn | undefined {
  return state?.state === 'signed-out' ? state.before : state
}

/** The session after the hub has refused its token, as the service said when it passed the refusal on. */
export function expired(state: SessionState | undefined): SessionState | undefined {
  const before = signedInOf(state)
  return before && { state: 'signed-out', reason: 'expired', prefix: before.prefix, before }
}

/** Makes the service forget the login. The hub's own login stays. */
export async function logOut(): Promise<void> {
  const response = await fetch(serviceUrl(servicePaths.logout), {
    method: 'POST',
    headers: { [csrfHeader]: csrfToken() },
    signal: AbortSignal.timeout(20_000),
  })
  if (!response.ok) throw unreachable('Hubscope’s service did not log you out.')
}

async function readSession(signal: AbortSignal): Promise<SessionAnswer> {
  const path = servicePaths.session
  const record = new Recording({
    operation: 'session',
    method: 'GET',
    path: `/${path}`,
    query: '',
    params: {},
  })
  const timeout = AbortSignal.timeout(20_000)
  try {
    const response = await record.send(serviceUrl(path), {
      headers: { Accept: 'application/json', [originHeader]: location.origin },
      signal: AbortSignal.any([signal, timeout]),
    })
    const body = parseJson(await record.text(response))
    const session = response.ok ? sessionSchema.safeParse(body) : undefined
    if (!session?.success) {
      const refusal = serviceRefusalSchema.safeParse(body)
      throw unreachable(
        refusal.success ? refusal.data.message : 'Something between this page and Hubscope answered instead.',
      )
    }
    record.end()
    if (session.data.state === 'signed-in') setCsrfToken(session.data.csrf)
    return session.data
  } catch (cause) {
    const answered = cause instanceof HubFailure
    const detail = answered ? cause.detail : silenceOf(signal, timeout)
    record.end(detail, !answered)
    throw new HubFailure(detail, record.id)
  }
}

function silenceOf(asked: AbortSignal, timeout: AbortSignal): HubError {
  const operation = 'session'
  if (asked.aborted) return { tag: 'aborted', operation, message: 'Taken back.' }
  return timeout.aborted
    ? { tag: 'unreachable', operation, timedOut: true, message: 'No answer in time.' }
    : { tag: 'unreachable', operation, timedOut: false, message: 'Hubscope’s service does not answer.' }
}

function unreachable(message: string): HubFailure {
  return new HubFailure({ tag: 'unreachable', operation: 'session', message, timedOut: false })
}

/** The page's address within the service, to come back to after the login. */
export function loginUrl(): string {
  const next = location.href.slice(new URL('.', document.baseURI).href.length)
  return serviceUrl(servicePaths.login, new URLSearchParams({ next }))
}
