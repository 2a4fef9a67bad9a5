import type { HubClient } from './hub-client.ts'
import type { HubVersion } from './hub-versions.ts'
import type { People } from './people.ts'
import type { LineSink } from './processes.ts'

export type StackOptions = {
  /** Default 6.1.1. */
  hub?: HubVersion
  /** The public port on 127.0.0.1; 0 or absent: a free one. */
  port?: number
  /** Begins and ends with `/`. Default `/`. */
  baseUrl?: string
  /** A host name such as `localhost`, under which users and services get subdomains. */
  subdomain?: string | undefined
  /** How many users besides the personas. Default 200. */
  people?: number
  /** Whether some servers are there from the start. Default true. */
  servers?: boolean
  /** Whether the idle culler runs as a second managed service. Default true. */
  culler?: boolean
  /** More options of configurable-http-proxy, such as `--change-origin`. */
  proxyOptions?: readonly string[]
  /** Python for the end of jupyterhub_config.py; `c`, `stack` and `version` are at hand. */
  extraConfig?: string
  /** More environment for hub and proxy. HUBSCOPE_COOKIE_SECRET is set unless this says otherwise. */
  env?: Record<string, string>
  /** The script that `hubscope` runs. Default: what `npm run build` made. */
  service?: string
  /** Told every line that hub, proxy and services print. */
  onLine?: LineSink
  /** Told what a long step is doing. */
  progress?: (text: string) => void
  /** Ends a start that is under way; all it started is ended before the promise rejects. */
  signal?: AbortSignal
}

/** A running hub with Hubscope mounted in it. */
export type Stack = {
  hubVersion: HubVersion
  /** The hub as a browser sees it, with base url: `http://127.0.0.1:8000/jupyter/`. */
  url: string
  baseUrl: string
  /** Where Hubscope is; ends with `/services/hubscope/`. */
  hubscopeUrl: string
  /** The hub's REST API on its own port, behind the proxy's back; ends with `/hub/api`. */
  hubApiUrl: string
  /** An API token with all rights of the role `admin`. */
  adminToken: string
  /** Calls the REST API with `adminToken`. */
  hubApi: HubClient
  /** The proxy's own API, e.g. to delete a route behind the hub's back: `DELETE {proxyApiUrl}/user/x`. */
  proxyApiUrl: string
  proxyToken: string
  people: People
  /** Database, homes and log of this run; gone after `stop`. */
  runDir: string
  logFile: string
  /** Process id of the hub, or undefined while it is stopped. */
  hubPid(): number | undefined
  /** Resolves with how it ended when the hub ends by itself, not through `stopHub` or `stop`. */
  hubLost: Promise<string>
  /** Everything hub, proxy and services printed so far. */
  logs(): string
  /** Stops the hub and its services; the proxy and the users' real servers stay. */
  stopHub(): Promise<void>
  /**
   * Starts it again on the same database and waits until Hubscope answers. `extraConfig` takes the place of what stands at
   * the end of jupyterhub_config.py, as an operator who edits it would; `env` is added to its environment. `baseUrl` is
   * where that moves the hub to, for this start; the stack's own addresses stay as they were.
   */
  startHub(changes?: { extraConfig?: string; env?: Record<string, string>; baseUrl?: string }): Promise<void>
  /** Ends everything this stack started, and removes its directory. */
  stop(): Promise<void>
}
