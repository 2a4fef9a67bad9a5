import type { FindingCode } from '#diagnosis/codes.ts'
import { type Fault, hubVersions, type KnownHubVersion, type Limits } from '#mock-hub/scenario.ts'
import type { Edge } from '../edge.ts'

/** Where a situation shows, as a link of the page. */
export interface Place {
  text: string
  /** A path of the page, with its query. */
  to: string
}

/** What the page must be for a situation to be possible there. */
export type Need = 'https' | 'http' | 'port' | 'secure context'

/**
 * Something that is broken between a browser and its hub. It changes traffic, or the hub itself; what is found then, the
 * ordinary rules find.
 */
export interface Situation {
  /** What is broken, in a few words. */
  title: string
  /** What that brings about, in one or two sentences. */
  text: string
  place: Place
  /** What names it before anything else. */
  finding: FindingCode
  need?: Need
  /** The newest hub that it hurts; undefined: all of them. */
  version?: KnownHubVersion
  /** What stands between browser and service. */
  edge?: () => Edge
  /** Answers the service in the hub's place, or throws as a connection does. `since`: ms since the page was opened. */
  inner?: (request: Request, since: number) => Response | undefined
  /** Answers at a route's target in the server's place, by Host and the target's own; throws where nobody is. */
  target?: (host: string, own: string) => Response | undefined
  /** Users' servers speak https. */
  tls?: true
  /** A server is stopped as soon as somebody asks for it. */
  culls?: true
  /** Milliseconds by which the clock of the service's machine is ahead. */
  ahead?: number
  /** The service's environment names an HTTP proxy, and does not leave the hub out of it. */
  httpProxy?: true
  /** Where the hub's logins come back to, instead of the service's own path. */
  callback?: string
  /** What goes wrong in the hub. */
  hub?: { faults?: readonly Fault[]; limits?: Partial<Limits> }
  /** What the service may no longer be delegated. */
  undelegated?: readonly string[]
  /** Milliseconds that a login lives. */
  loginLife?: number
}

export const serversPlace: Place = { text: 'Open the servers, and check who answers', to: '/servers' }
export const doctorPlace: Place = { text: 'Open the connection doctor', to: '/doctor' }

/** Whether a hub of this version minds. */
export function hurts({ version: newest }: Situation, version: KnownHubVersion): boolean {
  return newest === undefined || hubVersions.indexOf(version) >= hubVersions.indexOf(newest)
}
