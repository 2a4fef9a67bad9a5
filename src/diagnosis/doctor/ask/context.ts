import type { Inside, ProbeResults } from '../results.ts'
import type { Asker } from './ask.ts'

/** Who asks, from where, and what they can do beside sending requests. */
export interface ProbeContext extends Asker {
  kind: ProbeResults['asker']
  page: ProbeResults['page']
  /** Opens a WebSocket and closes it again; undefined where there are none. */
  openSocket?: (url: string, signal: AbortSignal) => Promise<boolean>
  /** Lets the service look around; undefined when it cannot, or nobody is logged in. */
  lookInside?: (signal: AbortSignal) => Promise<Inside | undefined>
}

/** An address of the service. */
export function serviceUrl({ page }: ProbeContext, path: string): string {
  return `${page.origin}${page.prefix}${path}`
}
