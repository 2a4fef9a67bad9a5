import type { Hub } from './hub.ts'
import type { Session } from './session.ts'

/** `refused`: the hub no longer accepts the token. `unknown`: the hub did not say. */
type TokenState = 'good' | 'refused' | 'unknown'

export type TokenCheck = (session: Session, signal: AbortSignal) => Promise<TokenState>

const goodFor = 5_000
const mostRemembered = 1_000

/**
 * Asks the hub whether it still accepts a session's token; a yes holds for five seconds. `GET /user` is the one call
 * that needs a login and no scope. The text of another refusal decides nothing: hubs below 4.0.2 answer a bad token with
 * the sentence about scopes.
 */
export function createTokenCheck(hub: Hub, clock: () => number, timeout: number): TokenCheck {
  const good = new Map<string, number>()
  return async (session, signal) => {
    const known = good.get(session.id)
    if (known !== undefined && clock() - known < goodFor) return 'good'
    good.delete(session.id)
    const state = await ask(hub, session, signal, timeout)
    if (state === 'good') {
      if (good.size >= mostRemembered) good.clear()
      good.set(session.id, clock())
    }
    return state
  }
}

async function ask(hub: Hub, session: Session, signal: AbortSignal, timeout: number): Promise<TokenState> {
  try {
    const { response, answeredBy } = await hub.ask({
      method: 'GET',
      path: '/user',
      token: session.token,
      signal,
      timeout,
    })
    await response.body?.cancel()
    if (answeredBy !== 'hub') return 'unknown'
    if (response.ok) return 'good'
    return response.status === 403 || response.status === 401 ? 'refused' : 'unknown'
  } catch {
    return 'unknown'
  }
}
