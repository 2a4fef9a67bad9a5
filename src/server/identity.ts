import { parseJson } from '#hub/json.ts'
import { versionSchema } from '#hub/wire/hub.ts'
import { identitySchema } from '#hub/wire/user.ts'
import { answeredByHeader, type SessionAnswer, upstreamTimeHeader } from './contract.ts'
import type { ServiceConfig } from './config.ts'
import type { Csrf } from './csrf.ts'
import { type Hub, type HubAnswer, hubMessage, HubSilence } from './hub.ts'
import { answerWith, refuse, refuseSilence } from './refusal.ts'
import type { Session, Sessions } from './session.ts'

/**
 * `GET api/session`: who is signed in, or that nobody is; 200 both times. The hub is asked each time, because only it
 * knows whether the token still holds and what it may do. 502 or 504 when the hub does not answer.
 */
export function createIdentity(config: ServiceConfig, hub: Hub, csrf: Csrf, sessions: Sessions) {
  return async (request: Request): Promise<Response> => {
    const session = await sessions.find(request)
    if (session === 'none') return signedOut(config, 'no-session')
    if (session === 'unreadable') return signedOut(config, 'expired', sessions.end(request))
    try {
      const answer = await askAs(hub, config, session, request, '/user')
      if (answer.answeredBy !== 'hub') return notTheHub(answer)
      const { status } = answer.response
      const text = await answer.response.text()
      if (status === 401 || status === 403) return signedOut(config, 'expired', sessions.end(request))
      const identity = status === 200 ? identitySchema.safeParse(parseJson(text)) : undefined
      if (!identity?.success) {
        const message = hubMessage(text) ?? 'its answer has an unexpected form'
        return refuse(502, 'unreachable', `The hub could not say who you are: ${message} (${status}).`)
      }
      const body: SessionAnswer = {
        state: 'signed-in',
        // The hub keeps this id from scripts (its cookie is HttpOnly), so it is not told here either.
        identity: { ...identity.data, session_id: null },
        hub: { version: await versionOf(answer, () => askAs(hub, config, session, request, '/')) },
        prefix: config.prefix,
        hubUrl: config.hubUrl,
        delegable: config.delegable,
        csrf: await csrf.issue(request, session.id),
        service: { name: config.name, version: config.version },
      }
      return answerWith(body, { [upstreamTimeHeader]: String(answer.ms) })
    } catch (error) {
      if (error instanceof HubSilence) return refuseSilence(error.message, error.timedOut)
      throw error
    }
  }
}

function askAs(hub: Hub, config: ServiceConfig, session: Session, request: Request, path: string) {
  return hub.ask({
    method: 'GET',
    path,
    token: session.token,
    signal: request.signal,
    timeout: config.timeouts.normal,
  })
}

async function versionOf(answer: HubAnswer, ask: () => Promise<HubAnswer>): Promise<string> {
  const header = answer.response.headers.get('X-JupyterHub-Version')
  if (header) return header
  const parsed = versionSchema.safeParse(parseJson(await (await ask()).response.text()))
  return parsed.success ? parsed.data.version : ''
}

async function notTheHub({ response }: HubAnswer): Promise<Response> {
  await response.body?.cancel()
  return refuse(
    502,
    'unreachable',
    `Something in front of the hub answered instead of it (${response.status}).`,
    {
      [answeredByHeader]: 'proxy',
    },
  )
}

function signedOut(config: ServiceConfig, reason: 'no-session' | 'expired', cookie?: string): Response {
  const body: SessionAnswer = { state: 'signed-out', reason, prefix: config.prefix }
  return answerWith(body, cookie === undefined ? {} : { 'Set-Cookie': cookie })
}
