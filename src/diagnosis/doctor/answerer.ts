import type { Answer, Asked } from './results.ts'

/**
 * Who gave an answer. `hub-page`: a page that the hub rendered for its proxy, which passes on the body alone; `chp`:
 * configurable-http-proxy itself; `parser`: its HTTP parser; `hidden`: a redirect that the browser does not show.
 */
export type DoctorAnswerer = 'service' | 'hub' | 'hub-page' | 'server' | 'chp' | 'parser' | 'edge' | 'hidden'

/** Read from the marks that each leaves: headers first, then the kind of the body, then its words. */
export function answererOf(answer: Answer): DoctorAnswerer {
  const { status, headers, body, says = '' } = answer
  if (status === 0) return 'hidden'
  if ('x-hubscope-answered-by' in headers) return 'service'
  const server = headers['server'] ?? ''
  if ('x-jupyterhub-version' in headers) {
    // A user's server sends the version too; only the hub's JSON has a status.
    return body === 'json' && status >= 400 && !isMethodlessHub(answer) ? 'server' : 'hub'
  }
  if (body === 'hub') return 'hub'
  if (answer.page === 'hub') return 'hub-page'
  if (/^(404: Not Found|503: Proxy Target Missing)$|configurable-http-proxy/.test(says) || isBareChp(answer))
    return 'chp'
  if (status === 431 && body === 'empty') return 'parser'
  if (server.startsWith('TornadoServer')) return 'server'
  return 'edge'
}

/**
 * Where not even the hub's page of the error came, the proxy writes the status's name, and no type; proxies in between may
 * add one. Source: `_handleProxyErrorDefault` of configurable-http-proxy.
 */
export function isBareChp({ status, headers, body, says }: Answer): boolean {
  const type = headers['content-type'] ?? 'text/plain'
  return (
    body === 'text' &&
    type.startsWith('text/plain') &&
    ((status === 503 && says === 'Service Unavailable') || (status === 404 && says === 'Not Found'))
  )
}

/** What refuses a request for the size of its headers: the hub's proxy and Envoy, or nginx in its own words. */
export function isTooLarge({ status, says = '' }: Answer): boolean {
  return status === 431 || (status === 400 && /Header Or Cookie/i.test(says))
}

/** 424 of the hub has no `status` key, only its sentence. */
function isMethodlessHub({ says = '' }: Answer): boolean {
  return says.startsWith('JupyterHub server no longer running')
}

/** Who answered a probe; `nobody` when nothing came. */
export function askedAnswerer(asked: Asked): DoctorAnswerer | 'nobody' {
  return asked.answer ? answererOf(asked.answer) : 'nobody'
}

/** A limit on calls answered, which says nothing of the call. */
export function isLimited(asked: Asked | undefined): boolean {
  const answer = asked?.answer
  if (!answer || answererOf(answer) !== 'edge') return false
  return answer.status === 429 || (answer.status === 503 && !isOfUpstream(answer))
}

/** Envoy says by 503, too, that it got no answer, and then in these words. */
export function isOfUpstream({ says = '' }: Answer): boolean {
  return /^(?:upstream connect error|no healthy upstream)/.test(says)
}
