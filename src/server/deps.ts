import type { Assets } from './assets.ts'
import type { ServiceConfig } from './config.ts'
import type { HubFetch } from './hub.ts'
import type { Log } from './log.ts'
import type { Login } from './oauth.ts'
import type { Handshakes } from './probes/handshakes.ts'
import type { Place } from './probes/inside.ts'
import type { Sessions } from './session.ts'

/** Everything the service takes from outside, so that it runs the same in Node, in tests and in the demo's browser. */
export interface Deps {
  config: ServiceConfig
  hubFetch: HubFetch
  sessions: Sessions
  /** Absent in the demo, where everybody is somebody: the login then leads straight on. */
  login?: Login
  /** The built page; absent where something else serves it. */
  assets?: Assets
  /** Milliseconds since the epoch. */
  clock: () => number
  log: Log
  /** Aborted when the service shuts down: open streams end. */
  stopping?: AbortSignal
  /** What became of requests for WebSockets; absent where there are none. */
  handshakes?: Handshakes
  /** For probes from where the service stands; absent in the demo, which stands nowhere. */
  place?: Place
}

/** What a `Request` cannot tell about how it arrived. */
export interface ConnectionInfo {
  /** The request target as it stood in the request line. */
  target: string
  httpVersion: string
  peer: string | null
}
