import { parseJson } from '#hub/json.ts'
import { type HubError, HubFailure } from '#hub/errors.ts'
import type { Answer } from '#hub/operations.ts'
import {
  csrfHeader,
  servicePaths,
  serviceRefusalSchema,
  type TokenCheckAnswer,
  tokenCheckSchema,
} from '#server/contract.ts'
import { serviceUrl } from '../base.ts'
import { csrfToken } from './csrf.ts'
import { callAsVisitor } from './http.ts'
import type { Permissions } from './permissions.ts'

type Accepted = Extract<TokenCheckAnswer, { state: 'accepted' }>

/** What the hub keeps of a token besides: shown by the visitor's own token, or why it is not. */
export type TokenRecord = { shown: true; token: Answer<'getToken'> } | { shown: false; reason: string }

/** Has the service ask the hub whose token this is. Fails with `HubFailure`. The token is not recorded, nor kept here. */
export async function checkToken(token: string): Promise<TokenCheckAnswer> {
  const response = await send(token)
  const body = parseJson(await response.text())
  const answer = response.ok ? tokenCheckSchema.safeParse(body) : undefined
  if (answer?.success) return answer.data
  const refusal = serviceRefusalSchema.safeParse(body)
  if (refusal.success && (refusal.data.code === 'no-session' || refusal.data.code === 'expired')) {
    throw failure({ tag: 'signed-out', reason: refusal.data.code, message: refusal.data.message })
  }
  throw failure({
    tag: 'unreachable',
    timedOut: refusal.success && refusal.data.code === 'timeout',
    message: refusal.success
      ? refusal.data.message
      : 'Something between this page and Hubscope answered instead.',
  })
}

/** Not by way of the record of requests: what this one carries is a secret. */
async function send(token: string): Promise<Response> {
  try {
    return await fetch(serviceUrl(servicePaths.tokenCheck), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [csrfHeader]: csrfToken() },
      body: JSON.stringify({ token }),
      // A token goes to nobody but the service.
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    })
  } catch {
    throw failure({ tag: 'unreachable', timedOut: false, message: 'Hubscope’s service does not answer.' })
  }
}

type Detail = HubError extends infer Each ? (Each extends HubError ? Omit<Each, 'operation'> : never) : never

function failure(detail: Detail): HubFailure {
  return new HubFailure({ ...detail, operation: 'session' } as HubError)
}

/** When the token ends, and more, where the hub tells the visitor. Never fails: what is not shown has a reason. */
export async function readTokenRecord(
  { kind, name, tokenId }: Accepted,
  { may, session }: Permissions,
): Promise<TokenRecord> {
  if (kind === 'service') return { shown: false, reason: 'The hub does not tell that of a service’s token.' }
  if (tokenId === null) {
    const { version } = session.hub
    return {
      shown: false,
      reason: `JupyterHub ${version} does not tell which token it is; 5.0 and later do.`,
    }
  }
  const decision = may('getToken', { kind: 'user', user: name })
  if (decision.verdict === 'denied') {
    return { shown: false, reason: 'Your own token does not show it: it needs read:tokens.' }
  }
  try {
    return { shown: true, token: await callAsVisitor('getToken', { params: { user: name, token: tokenId } }) }
  } catch (cause) {
    return { shown: false, reason: cause instanceof Error ? cause.message : 'The hub did not tell.' }
  }
}
