/** Something that goes wrong on purpose; the first fault that fits a request decides. */
export type Fault =
  /** The proxy answers for a hub that is gone: 503, HTML, no version header. */
  | { kind: 'down' }
  /** Nobody ever answers. */
  | { kind: 'frozen'; path?: RegExp }
  | { kind: 'refuse'; method?: string; path: RegExp; status: number; message: string | null }
  | { kind: 'slow'; path?: RegExp; ms: number }
  /** The hub, started again, cannot read this user's start options back: it fails on the user, and on lists with them. */
  | { kind: 'poisoned'; user: string }

/** The seeded people, by name; `stranger` may not open the service. */
export const personas = ['admin', 'reader', 'ta', 'student', 'stranger'] as const
export type Persona = (typeof personas)[number]

/** The hub versions the mock knows the differences of, newest first. */
export const hubVersions = ['6.1.1', '5.5.4', '4.1.6', '3.1.1'] as const
export type KnownHubVersion = (typeof hubVersions)[number]

export interface Scenario {
  version: KnownHubVersion
  /** The hub's `base_url`, with slashes at both ends. */
  baseUrl: string
  /** Same seed, same names, times, ports and latencies. */
  seed: number
  /** Seeded people beside the personas. */
  users: number
  /** Milliseconds before an answer, drawn between the two. */
  latency: { min: number; max: number }
  faults: Fault[]
  limits: Limits
}

/** The hub's own settings that decide what it refuses and how long it waits. Times in milliseconds. */
export interface Limits {
  apiPageDefaultLimit: number
  apiPageMaxLimit: number
  slowSpawnTimeout: number
  slowStopTimeout: number
  startTimeout: number
  concurrentSpawnLimit: number
  activeServerLimit: number
  namedServerLimitPerUser: number
  /** Seconds; 0 is no limit. */
  tokenExpiresInMaxSeconds: number
}

export const defaultScenario: Scenario = {
  version: '6.1.1',
  baseUrl: '/',
  seed: 1,
  users: 200,
  latency: { min: 0, max: 0 },
  faults: [],
  limits: {
    apiPageDefaultLimit: 50,
    apiPageMaxLimit: 200,
    slowSpawnTimeout: 10_000,
    slowStopTimeout: 10_000,
    startTimeout: 60_000,
    concurrentSpawnLimit: 100,
    activeServerLimit: 0,
    namedServerLimitPerUser: 0,
    tokenExpiresInMaxSeconds: 0,
  },
}
