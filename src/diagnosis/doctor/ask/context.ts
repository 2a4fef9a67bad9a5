import type { Drift, Inside, ProbeResults } from '../results.ts'
import type { Asker } from './ask.ts'

/**
 * What became of a silent WebSocket, and after how many ms: it never opened, it lived until the time was over, it was
 * closed with a close frame, or it ended without one (close code 1006).
 */
export interface Held {
  ms: number
  end: 'refused' | 'kept' | 'closed' | 'cut'
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
  /** The address of the hub's progress stream of a server that is starting now; undefined when none is. */
  findStart?: () => Promise<string | undefined>
  /** Sets the proxy's routes against what runs; undefined where nobody can, or may. */
  readRoutes?: () => Promise<Drift | undefined>
}

/** An address of the service. */
export function serviceUrl({ page }: ProbeContext, path: string): string {
  return `${page.origin}${page.prefix}${path}`
}
