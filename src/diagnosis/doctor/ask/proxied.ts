import type { RouteTarget } from '../results.ts'
import { routeUrl } from '../route-host.ts'
import { askOnce } from './ask.ts'
import type { ProbeContext } from './context.ts'
import { limitOfServers, unused } from './server.ts'

/**
 * Asks https targets by the public address, too: whether the hub's proxy trusts a certificate shows there alone, and not
 * in what the service trusts.
 */
export function askProxied(context: ProbeContext, targets: readonly RouteTarget[]): Promise<RouteTarget[]> {
  const ask = async (target: RouteTarget): Promise<RouteTarget> => {
    const url = publicUrl(context, target)
    if (!target.target.startsWith('https:') || url === undefined) return target
    return { ...target, proxied: await askOnce(context, url, unused, limitOfServers) }
  }
  return Promise.all(targets.map(ask))
}

/** Undefined where the asker may not ask. */
function publicUrl({ kind, page }: ProbeContext, { spec, owner }: RouteTarget): string | undefined {
  const hub = new URL('..', page.hubUrl)
  const root = new URL(hub.pathname, routeUrl(spec, hub))
  // In subdomain mode browsers let no page of a service ask there.
  if (kind === 'browser' && root.origin !== page.origin) return undefined
  const path = spec.slice(spec.indexOf('/'))
  // The demo has a hub at / that is shown below its own page.
  const below = path.startsWith(root.pathname) ? path.slice(root.pathname.length) : path.slice(1)
  return `${root.href}${below}${owner === 'server' ? 'api' : ''}`
}
