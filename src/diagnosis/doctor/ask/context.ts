import type { Drift, Inside, ProbeResults } from '../results.ts'
import type { Asker, Question } from './ask.ts'
import type { Sender } from './visitors.ts'

/**
 * What became of a silent WebSocket, and after how many ms: it never opened, it lived until the time was over, it was
 * closed with a close frame, or it ended without one (close code 1006).
 */
export interface Held {
  ms: number
  end: 'refused' | 'kept' | 'closed' | 'cut'
}

/** Why something could not be looked at, for a person: what right is missing, or what there would have to be. */
export interface Unread {
  unread: string
}

/** A server whose progress can be read, and the ways there are to it. */
export interface ProgressSource {
  /** `ready`: the hub tells of that alone, and ends the stream. */
  state: 'starting' | 'ready'
  /** The hub’s own stream; undefined where the asker’s credentials do not reach the hub. */
  hub?: string
  /** How to ask the hub, beside what a page of its own would. */
  question?: Question
  /** Hubscope’s stream of the same server; undefined without a login there. */
  service?: string
}

/** Who asks, from where, and what they can do beside sending requests. */
export interface ProbeContext extends Asker {
  kind: ProbeResults['asker']
  page: ProbeResults['page']
  /** Opens a WebSocket and closes it again; undefined where there are none. */
  openSocket?: (url: string, signal: AbortSignal) => Promise<boolean>
  /** Opens a WebSocket, says nothing on it for `ms`, and closes it; undefined where there are none. */
  holdSocket?: (url: string, ms: number, signal: AbortSignal) => Promise<Held>
  /** Lets the service look around; undefined when it cannot, or nobody is logged in. */
  lookInside?: (signal: AbortSignal) => Promise<Inside | undefined>
  /** Lets the service ask the hub as if requests of these senders came to it; undefined as above. See `numbered`. */
  askAsSenders?: (
    senders: readonly Sender[],
    signal: AbortSignal,
  ) => Promise<ProbeResults['visitors'] | undefined>
  /** A server that is starting now, else one of the asker's that is ready; undefined when there is none. */
  findStart?: () => Promise<ProgressSource | Unread | undefined>
  /** Sets the proxy's routes against what runs; undefined where nobody can, or may. */
  readRoutes?: () => Promise<Drift | Unread | undefined>
}

/** An address of the service. */
export function serviceUrl({ page }: ProbeContext, path: string): string {
  return `${page.origin}${page.prefix}${path}`
}

/** Whether the hub may be asked: in subdomain mode, browsers let no page of a service do that. */
export function mayAskHub({ kind, page }: ProbeContext): boolean {
  return kind !== 'browser' || new URL(page.hubUrl).origin === page.origin
}
