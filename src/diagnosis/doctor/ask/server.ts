import { isLetIn } from '../reach/reach-facts.ts'
import type { Asked, Reach, RouteTarget } from '../results.ts'
import { askOnce, type Question } from './ask.ts'
import type { ProbeContext } from './context.ts'

/** A server by the hub's model. */
export interface ServerQuestion {
  user: string
  server: string
  ready: boolean
  /** Where its user opens it, absolute, with a slash at its end. */
  url: string
}

export type FoundRoute = { spec: string; target: string } | Record<string, never>

/** What to look at beside the server's own answer. Each is absent where it cannot be had, or is not wanted. */
export interface Look {
  /** Its route in the proxy's table; empty when there is none, undefined when the table cannot be read. */
  findRoute?: () => Promise<FoundRoute | undefined>
  /** Lets the service ask what is at the end of a route. */
  lookAtTarget?: (spec: string, signal: AbortSignal) => Promise<RouteTarget | undefined>
  /**
   * Look at the target whatever the server answers, and try whether it lets this browser in, and opens a WebSocket then.
   * Otherwise the target is looked at where the proxy does not get past https, for which there is more than one reason.
   */
  closely: boolean
}

/** Answered with 304, which does not count as use. */
export const unused: Question = {
  bare: true,
  headers: { 'If-None-Match': '*', Accept: 'application/json' },
}

/** Milliseconds. A loop of the platform's ends after some seconds; a server that needs longer hangs for its user. */
export const limitOfServers = 20_000
/** The hub itself waits 14 s between its redirects before it says that they go in circles. */
const limitOfCircles = 35_000

/**
 * Asks a server the way its user reaches it. Nothing is started, stopped or logged in to, and nothing counts as its use:
 * the hub's proxy takes every answer below 300 for activity, so the one that `api` would give is turned into a 304.
 */
export async function askServer(
  context: ProbeContext,
  { url, ...server }: ServerQuestion,
  look: Look,
): Promise<Reach> {
  const sameOrigin = new URL(url).origin === context.page.origin
  // In subdomain mode, browsers let no page of a service ask servers.
  const isAsked = context.kind !== 'browser' || sameOrigin
  const routed = look.findRoute?.()
  const asking = isAsked
    ? askApi(context, `${url}api`, routed)
    : Promise.resolve({ at: context.now(), ms: 0 })
  const [asked, inside, entry] = await Promise.all([
    asking,
    lookInside(context, look, routed, asking),
    asking.then((asked) => (isAsked && look.closely ? enter(context, url, asked) : {})),
  ])
  return { ...server, asked, ...inside, ...entry }
}

type Routed = Promise<FoundRoute | undefined> | undefined

async function askApi(context: ProbeContext, url: string, routed: Routed): Promise<Asked> {
  const bare = await askOnce(context, url, unused, limitOfServers)
  if (bare.answer?.status !== 0) return bare
  const route = await routed
  // Where there is no route, everybody knows where the redirect leads, and the hub is spared the circles.
  if (route && route.spec === undefined) return bare
  // A browser hides where a redirect leads, but not where it ends. To the hub, only its own cookie leads on.
  return askOnce(context, url, { fromHub: true, follow: true }, limitOfCircles)
}

async function lookInside(
  { signal }: ProbeContext,
  { lookAtTarget, closely }: Look,
  routed: Routed,
  asking: Promise<Asked>,
) {
  const route = await routed
  if (!route) return {}
  if (route.spec === undefined) return { route: {} }
  const isWanted = closely || (route.target.startsWith('https:') && (await asking).answer?.status === 503)
  const inside = isWanted ? await lookAtTarget?.(route.spec, signal) : undefined
  return { route: { target: route.target }, ...(inside ? { inside } : {}) }
}

/** Whether the server lets this browser in, and opens a WebSocket then. Only where it answers at all. */
async function enter(context: ProbeContext, url: string, { answer }: Asked) {
  if (!answer || ![200, 304].includes(answer.status)) return {}
  const address = `${url}api/events/subscribe`
  // Servers take their cookie from other pages only as the hub does.
  const entered = await askOnce(context, address, { fromHub: true }, limitOfServers)
  if (!context.openSocket || !isLetIn(entered)) return { entered }
  const at = context.now()
  const opened = await context.openSocket(address.replace(/^http/, 'ws'), context.signal)
  return { entered, socket: { opened, ms: context.now() - at } }
}
