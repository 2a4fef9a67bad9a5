import type { Answer } from './answer.ts'
import { areaOf, type Observed } from './observed.ts'

/**
 * Who gave an answer whose headers and body are known. `hub-page`: an error page that the hub rendered for the proxy,
 * which passes on the body alone; `server`: a user's server; `parser`: the HTTP parser of configurable-http-proxy.
 */
type AnsweredBy = 'hub' | 'hub-page' | 'server' | 'chp' | 'parser' | 'edge' | 'unknown'

/** Reads it from the marks that each leaves; undefined where the text shows neither headers nor body. */
function answeredBy({ exchange, status }: Answer): AnsweredBy | undefined {
  if (!exchange) return undefined
  const { responseHeaders, body } = exchange
  if (responseHeaders.has('x-jupyterhub-version')) {
    return /"status": ?\d/.test(body) || !/"reason":/.test(body) ? 'hub' : 'server'
  }
  if (/^\s*\{"status": ?\d+, ?"message":/.test(body)) return 'hub'
  if (/configurable-http-proxy|Proxy Target Missing|No service is registered at this URL/.test(body))
    return 'chp'
  if (/<title>\s*JupyterHub\s*<\/title>/.test(body)) return 'hub-page'
  const server = responseHeaders.get('server') ?? ''
  if (/TornadoServer/.test(server)) return 'server'
  if (status === 431 && body.trim() === '') return 'parser'
  // A command without -i shows the body alone.
  return responseHeaders.size > 0 || /<(?:html|!doctype)/i.test(body) ? 'edge' : 'unknown'
}

/** Requests answered by somebody who is not the hub, where headers or a body prove it. */
export function edgeAnswers(seen: Observed, test: (answer: Answer) => boolean): Answer[] {
  return seen.answers.filter((answer) => answeredBy(answer) === 'edge' && test(answer))
}

/** True for a call of the hub's API. */
export function ofApi(answer: Answer): boolean {
  return areaOf(answer) === 'hub/api'
}

/** True when the answer is a page. */
export function isHtml({ exchange }: Answer): boolean {
  return (
    /text\/html/.test(exchange?.responseHeaders.get('content-type') ?? '') ||
    /^\s*<(?:!doctype|html)/i.test(exchange?.body ?? '')
  )
}

/** Words by which a page is known as a login. */
export const loginWords =
  /log ?in|sign ?in|single sign-on|SAMLRequest|keycloak|shibboleth|authelia|authentik|oauth2[-_]proxy|cloudflare access/i
