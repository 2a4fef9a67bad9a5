import type { Send } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { hold } from '#diagnosis/doctor/ask/hold.ts'
import type { Sender } from '#diagnosis/doctor/ask/visitors.ts'
import {
  type Inside,
  insideSchema,
  type RouteTarget,
  targetSchema,
  visitorsSchema,
} from '#diagnosis/doctor/results.ts'
import { csrfHeader, servicePaths, type SignedIn } from '#server/contract.ts'
import { baseUrl, serviceUrl } from '../base.ts'
import { csrfToken } from './csrf.ts'

/** Milliseconds for the service to look around: it asks up to a dozen targets, with limits of its own. */
const insideLimit = 60_000
const socketLimit = 10_000

/** How this browser sends the doctor's probes. They are not recorded: none is the page's own business with the hub. */
export function browserContext(session: SignedIn, signal: AbortSignal): ProbeContext {
  return {
    kind: 'browser',
    page: {
      origin: location.origin,
      prefix: baseUrl.pathname,
      hubUrl: new URL(session.hubUrl, location.origin).href,
      trustworthy: isSecureContext,
    },
    send,
    openSocket,
    holdSocket: (url, ms, signal) => hold(new WebSocket(url), ms, signal),
    lookInside,
    askAsSenders,
    signal,
    now: Date.now,
  }
}

const send: Send = (url, { method = 'GET', headers = {}, body, bare, referrer, fromHub, follow }, signal) =>
  fetch(url, {
    method,
    headers,
    redirect: follow ? 'follow' : 'manual',
    credentials: bare ? 'omit' : 'same-origin',
    signal,
    // The hub takes its cookie from pages outside /hub/ only in this mode. Source: `check_xsrf_cookie`.
    ...(fromHub ? { mode: 'no-cors' as const, cache: 'no-store' as const } : {}),
    ...(body === undefined ? {} : { body }),
    ...(referrer === undefined ? {} : { referrer }),
  })

/** True when it opened; it is closed again at once. */
function openSocket(url: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url)
    const limit = AbortSignal.any([signal, AbortSignal.timeout(socketLimit)])
    const end = (opened: boolean) => () => {
      resolve(opened)
      socket.close()
    }
    socket.addEventListener('open', end(true))
    socket.addEventListener('error', end(false))
    limit.addEventListener('abort', end(false))
  })
}

/** Lets the service ask what is at the end of one of the proxy's routes; undefined where it cannot, or may not. */
export async function lookAtTarget(spec: string, signal: AbortSignal): Promise<RouteTarget | undefined> {
  return targetSchema.safeParse(await look(servicePaths.probeTarget, signal, { spec })).data
}

async function lookInside(signal: AbortSignal): Promise<Inside | undefined> {
  return insideSchema.safeParse(await look(servicePaths.probe, signal)).data
}

async function askAsSenders(senders: readonly Sender[], signal: AbortSignal) {
  return visitorsSchema.safeParse(await look(servicePaths.probeVisitors, signal, { senders })).data?.visitors
}

/** What the service sees from where it stands; undefined where it cannot look, or may not. */
async function look(path: string, signal: AbortSignal, question?: object): Promise<unknown> {
  const headers = { [csrfHeader]: csrfToken(), ...(question ? { 'Content-Type': 'application/json' } : {}) }
  try {
    const response = await fetch(serviceUrl(path), {
      method: 'POST',
      headers,
      ...(question ? { body: JSON.stringify(question) } : {}),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(insideLimit)]),
    })
    return response.ok ? await response.json() : undefined
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}
