import * as answers from '../recipes/answers.ts'
import * as headers from '../recipes/headers.ts'
import { withNotes } from '../recipes/notes.ts'
import { type ProxyKind, proxyNames, type Recipe, usualSite } from '../recipes/proxy.ts'
import * as transport from '../recipes/transport.ts'
import type { Facts } from './facts.ts'
import type { Source } from './line.ts'
import type { Remedy } from './reading.ts'

const told: Partial<Record<Source, ProxyKind>> = {
  nginx: 'nginx',
  apache: 'apache',
  haproxy: 'haproxy',
  traefik: 'traefik',
  caddy: 'caddy',
}

/** The lines for the proxy whose own lines are in the text; nginx, the most frequent, where there are none. */
function forProxy(facts: Facts, text: string, recipe: Recipe): Remedy {
  const kind = Object.entries(told).find(([source]) => facts.sources.has(source as Source))
  const proxy = kind?.[1] ?? 'nginx'
  return { text, where: proxyNames[proxy], lines: withNotes(proxy, recipe[proxy]) }
}

/** Tells the hub the host and the scheme that the browser used: https whatever reaches this proxy, or what did. */
export function tellSchemeAndHost(facts: Facts, scheme: 'https' | 'as-used', text: string): Remedy {
  return forProxy(facts, text, headers.schemeAndHost(scheme))
}

/** Keeps the Host header as the browser sent it, with its port. */
export function keepHost(facts: Facts, text: string): Remedy {
  return forProxy(facts, text, headers.keepHost)
}

/** Lets a Referer through to hubs that want one. */
export function allowReferer(facts: Facts): Remedy {
  return forProxy(
    facts,
    'Let browsers send a Referer to the hub’s own pages: take no-referrer out of the proxy’s headers, or write:',
    headers.allowReferer,
  )
}

/** Lets WebSockets through. */
export function passUpgrade(facts: Facts): Remedy {
  return forProxy(facts, 'Pass the upgrade on:', transport.passUpgrade(usualSite))
}

/** Lets requests be as large as notebooks are. */
export function allowLarge(facts: Facts): Remedy {
  return forProxy(facts, 'Allow larger requests:', transport.allowLarge)
}

/** Lets answers take as long as they need. */
export function allowLong(facts: Facts): Remedy {
  return forProxy(facts, 'Allow long connections:', transport.allowLong(usualSite))
}

/** Hands every event on as it comes. */
export function passEvents(facts: Facts): Remedy {
  return forProxy(facts, 'Hand answers on as they come:', transport.passEvents(usualSite))
}

/** Keeps nothing of what the hub answers. */
export function noCache(facts: Facts): Remedy {
  return forProxy(facts, 'Cache nothing under the hub:', answers.noCache)
}

/** Hands the hub’s error answers on as they are. */
export function keepErrors(facts: Facts): Remedy {
  return forProxy(facts, 'Pass the hub’s own answers on:', answers.keepErrors)
}

/** Asks for no password beside the hub’s own. */
export function noPassword(facts: Facts): Remedy {
  return forProxy(facts, 'Leave the login to the hub:', answers.noPassword)
}

/** Leaves the hub its own Content-Security-Policy. */
export function onePolicy(facts: Facts): Remedy {
  return forProxy(
    facts,
    'Take the policy out of the proxy for the hub’s paths; the hub sends its own.',
    headers.onePolicy,
  )
}

/** For a proxy that gets no answer from what stands behind it. */
export const upstreamRemedies: readonly Remedy[] = [
  {
    text: 'See whether the hub’s proxy runs and listens where the proxy in front looks for it (port 8000, or the service proxy-public).',
    where: '',
    lines: [],
  },
  { text: 'Compare:', where: 'nginx', lines: answers.reachProxy(usualSite).nginx },
]
