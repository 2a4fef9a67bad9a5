import { withoutParameters } from '#diagnosis/read/mask.ts'
import type { Echo } from './contract.ts'
import type { ConnectionInfo } from './deps.ts'

const shown = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'forwarded',
  'front-end-https',
  'host',
  'origin',
  'referer',
  'te',
  'transfer-encoding',
  'upgrade',
  'upgrade-insecure-requests',
  'user-agent',
  'via',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-correlation-id',
  'x-envoy-external-address',
  // By name: a login proxy hands its tokens on in others that begin alike (`x-forwarded-access-token`).
  'x-forwarded-by',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-path',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-proto',
  'x-forwarded-protocol',
  'x-forwarded-scheme',
  'x-forwarded-server',
  'x-forwarded-ssl',
  'x-forwarded-uri',
  'x-original-host',
  'x-original-proto',
  'x-original-url',
  'x-real-ip',
  'x-request-id',
  'x-requested-with',
  'x-scheme',
  'x-url-scheme',
])
const longestValue = 2048

/**
 * What a request looked like when it arrived here. It needs no login: it shows only what the asker sent and what the
 * proxies in between made of it, and it is wanted most when the login does not work.
 */
export function echoOf(request: Request, info: ConnectionInfo | undefined, now: number): Echo {
  const url = new URL(request.url)
  const headers: Record<string, string> = {}
  for (const [name, value] of request.headers) {
    if (name === 'authorization') headers[name] = schemeOnly(value)
    else if (shown.has(name) || name.startsWith('sec-fetch-')) headers[name] = tidy(value)
  }
  return {
    target: tidy(info?.target ?? url.pathname + url.search),
    method: request.method,
    httpVersion: info?.httpVersion ?? '',
    peer: info?.peer ?? null,
    headers,
    cookies: cookiesOf(request.headers.get('Cookie') ?? ''),
    at: now,
  }
}

function schemeOnly(value: string): string {
  const scheme = /^([A-Za-z]{1,16})(?=\s)/.exec(value.trim())?.[1]
  return scheme ? `present, scheme ${scheme}` : 'present, without a scheme'
}

function tidy(value: string): string {
  const clean = withoutParameters(value)
  return clean.length > longestValue ? `${clean.slice(0, longestValue)}…` : clean
}

/** Names and sizes; `bytes` counts name, `=` and value, which is what fills up a proxy's header buffer. */
function cookiesOf(header: string): Echo['cookies'] {
  const encoder = new TextEncoder()
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      // Without `=` the text is a value, which must not be shown.
      return { name: equals < 0 ? '' : pair.slice(0, equals), bytes: encoder.encode(pair).length }
    })
}
