import type { Asker } from '#diagnosis/doctor/ask/ask.ts'
import { askOnce } from '#diagnosis/doctor/ask/ask.ts'
import type { Inside, RouteTarget } from '#diagnosis/doctor/results.ts'
import type { ServiceConfig } from '../config.ts'
import type { Hub, HubFetch } from '../hub.ts'
import type { Session } from '../session.ts'
import { askOutside } from './outside.ts'
import type { Proof } from './proof.ts'
import { askOneTarget, askTargets, type Visit } from './targets.ts'
import { askVisitors, type Senders } from './visitors.ts'
import type { WireAsk, WireRequest } from './node-ask.ts'

/** What the doctor may use of the machine on which the service runs. */
export interface Place {
  ask: WireAsk
  /** `host:port` where the service listens. */
  address: string
  node: string
  callback: string
  /** JUPYTERHUB_PUBLIC_HUB_URL, which hubs from 5.0 on set where they know it. */
  publicHub?: string | undefined
  /** Whether an HTTP proxy is configured, and whether the hub is left out of it. */
  environment: Inside['environment']
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
}

interface Deps {
  config: ServiceConfig
  hub: Hub
  hubFetch: HubFetch
  place: Place
  proof: Proof
  clock: () => number
}

/** What can be looked at from where the service stands. */
export interface InsideView {
  lookAround(session: Session, visit: Visit, signal: AbortSignal): Promise<Inside>
  /** See `askOneTarget`. */
  lookAtTarget(
    session: Session,
    spec: string,
    visit: Visit,
    signal: AbortSignal,
  ): Promise<RouteTarget | 'hidden' | 'none'>
  askAsSenders(senders: Senders, signal: AbortSignal): ReturnType<typeof askVisitors>
}

type Pin = NonNullable<WireRequest['pin']>

export function createInside({ config, hub, hubFetch, place, proof, clock }: Deps): InsideView {
  const askers =
    (signal: AbortSignal) =>
    (host: string | undefined, insecure?: WireRequest['insecure'], pin?: Pin): Asker => ({
      send: (url, { method, headers, body }, each) =>
        place.ask(new URL(url), {
          ...(method === undefined ? {} : { method }),
          ...(headers === undefined ? {} : { headers }),
          body,
          signal: each,
          ...(host === undefined ? {} : { host }),
          ...(pin ? { pin } : {}),
          ...(insecure ? { insecure } : {}),
        }),
      signal,
      now: clock,
    })

  async function lookAround(session: Session, visit: Visit, signal: AbortSignal): Promise<Inside> {
    const askerAs = askers(signal)
    // The way of the service’s own calls, which Node may send to an HTTP proxy.
    const asHub: Asker = {
      send: (url, { headers = {} }, each) =>
        hubFetch(new URL(url), { headers, redirect: 'manual', signal: each }),
      signal,
      now: clock,
    }
    const pin: Pin = {}
    const isPinned = () => pin.address !== undefined
    const outsideDeps = { config, proof, trusting: askerAs(undefined, true), pause: place.pause }
    const authorized = { headers: { Authorization: `token ${session.token}` } }
    const [hubAsked, identity, outside, targets] = await Promise.all([
      askOnce(asHub, `${config.hubApiUrl}/`),
      askOnce(asHub, `${config.hubApiUrl}/user`, authorized),
      askOutside(askerAs(undefined, undefined, pin), isPinned, visit.origin, session.token, outsideDeps),
      askTargets(hub, session, visit, askerAs, config.timeouts.normal),
    ])
    return {
      at: clock(),
      service: {
        name: config.name,
        version: config.version,
        node: place.node,
        address: place.address,
        prefix: config.prefix,
        callback: place.callback,
        ...(place.publicHub === undefined ? {} : { publicHub: place.publicHub }),
      },
      environment: place.environment,
      hub: hubAsked,
      identity,
      ...outside,
      ...targets,
    }
  }
  return {
    lookAround,
    lookAtTarget: (session, spec, visit, signal) =>
      askOneTarget(hub, session, spec, visit, askers(signal), config.timeouts.normal),
    askAsSenders: (senders, signal) => askVisitors(askers(signal)(undefined), config.hubApiUrl, senders),
  }
}
