import type { ProxyKind } from '../recipes/proxy.ts'
import { answererOf } from './answerer.ts'
import type { Answer, Asked, Echo, ProbeResults } from './results.ts'

/** What stands in front of configurable-http-proxy, by the marks it leaves. */
export interface Recognised {
  kind: ProxyKind | undefined
  /** As it names itself: "nginx/1.22.1"; undefined when only its habits gave it away. */
  name: string | undefined
}

const servers: readonly [RegExp, ProxyKind][] = [
  [/^nginx|^openresty/i, 'nginx'],
  [/^Apache/i, 'apache'],
  [/^Caddy/i, 'caddy'],
  [/^envoy|^istio-envoy/i, 'envoy'],
]

/** Pages that proxies without a `Server` header write. */
const habits: readonly [RegExp, ProxyKind][] = [
  [/^404 page not found|^Bad Gateway$|^Gateway Timeout$/, 'traefik'],
  [/^Request forbidden by administrative rules|^No server is available to handle/, 'haproxy'],
]

/** Every answer of the probes. */
export function answersOf(results: ProbeResults): Answer[] {
  const { errors, inside } = results
  const asked: (Asked | undefined)[] = [
    ...(results.echoes ?? []),
    ...(results.authorizations ?? []),
    results.bare,
    ...(results.hub ?? []),
    results.hubPage,
    ...(results.loginForms ?? []),
    results.cookieCall,
    results.token,
    results.userTree,
    ...(results.methods ?? []),
    ...(results.bodies ?? []),
    ...(results.headers ?? []),
    results.path,
    ...(results.cached ?? []),
    errors?.service,
    errors?.hub,
    errors?.refused,
    results.stream,
    results.progress,
    results.socketPlain,
    ...(results.redirects ?? []),
    ...(results.login?.hops ?? []),
    inside?.outside?.hub,
    inside?.outside?.identity,
    inside?.outside?.stranger,
  ]
  return asked.flatMap((each) => (each?.answer ? [each.answer] : []))
}

export function recognise(results: ProbeResults): Recognised {
  const answers = answersOf(results)
  const echo = results.echoes?.find((each) => each.echo)?.echo
  if (echo && isIngress(echo)) return { kind: 'ingress-nginx', name: undefined }
  for (const { headers } of answers) {
    for (const text of [headers['server'], ...viaOf(headers['via'])]) {
      const found = servers.find(([pattern]) => text !== undefined && pattern.test(text))
      if (found) return { kind: found[1], name: text }
    }
  }
  const via = viaOf(echo?.headers['via']).find((each) => /^Caddy/i.test(each))
  if (via !== undefined) return { kind: 'caddy', name: via }
  for (const answer of answers.filter((each) => answererOf(each) === 'edge')) {
    const found = habits.find(([pattern]) => pattern.test(answer.says ?? ''))
    if (found) return { kind: found[1], name: undefined }
  }
  return { kind: echo && kindByHeaders(echo), name: undefined }
}

/** The pseudonyms in a Via header: "1.1 Caddy" gives Caddy. */
function viaOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((entry) => entry.trim().split(/\s+/)[1] ?? '')
    .filter((name) => name !== '')
}

function isIngress({ headers }: Echo): boolean {
  return 'x-forwarded-scheme' in headers && 'x-scheme' in headers && 'x-request-id' in headers
}

function kindByHeaders({ headers }: Echo): ProxyKind | undefined {
  if ('x-envoy-external-address' in headers) return 'envoy'
  if ('x-forwarded-server' in headers) return 'x-real-ip' in headers ? 'traefik' : 'apache'
  return undefined
}
