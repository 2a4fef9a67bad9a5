import type { ReachParts } from '#diagnosis/doctor/reach/reach-parts.ts'
import type { ReachVerdict } from '#diagnosis/doctor/reach/judge-reach.ts'
import type { Reach } from '#diagnosis/doctor/results.ts'
import type { ServerKey } from '#hub/server-key.ts'
import type { OwnedServer } from '../servers.ts'

/** What came of asking one server. */
export interface ServerCheck {
  /** When it was over, in ms since the epoch. */
  at: number
  /** When the server that was asked had been started, by the model in the list. */
  started: string | null | undefined
  reach: Reach
  verdict: ReachVerdict
  parts: ReachParts
}

/** A look at many servers, one after the other. `keys`: those that were asked, or are still to be. */
interface Sweep {
  keys: readonly ServerKey[]
  done: number
  state: 'running' | 'done' | 'cancelled'
}

export interface ReachState {
  checks: ReadonlyMap<ServerKey, ServerCheck>
  asking: ReadonlySet<ServerKey>
  /** The last one, until it is dismissed. */
  swept: Sweep | undefined
  /** Why the last sweep or check broke off; undefined when it did not. */
  failure: unknown
}

export type AskServer = (owned: OwnedServer, signal: AbortSignal) => Promise<ServerCheck>

/** Servers asked at once; a browser has six connections to a host, and the page itself needs some. */
const atOnce = 4

const nothing: ReachState = { checks: new Map(), asking: new Set(), swept: undefined, failure: undefined }

/** Whether servers answer their users. It lives as long as the tab, so that pages show the same. */
export class ReachStore {
  private state = nothing
  private running: AbortController | undefined
  private readonly listeners = new Set<() => void>()

  /** Asks all of them, a few at once; does nothing while such a sweep is under way. Never rejects. */
  async sweep(servers: readonly OwnedServer[], ask: AskServer): Promise<void> {
    if (this.running) return
    const running = new AbortController()
    this.running = running
    const waiting = [...servers]
    const keys = servers.map(({ key }) => key)
    this.publish({ swept: { keys, done: 0, state: 'running' }, failure: undefined })
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !running.signal.aborted; next = waiting.shift()) {
        await this.askOne(next, ask, running.signal)
        this.moveOn(running)
      }
    }
    try {
      await Promise.all(Array.from({ length: atOnce }, work))
    } catch (error) {
      if (!running.signal.aborted) this.publish({ failure: error })
      running.abort()
    } finally {
      if (this.running === running) this.end(running)
    }
  }

  /** Asks one server. Never rejects. */
  async check(owned: OwnedServer, ask: AskServer): Promise<void> {
    if (this.state.asking.has(owned.key)) return
    this.publish({ failure: undefined })
    try {
      await this.askOne(owned, ask, new AbortController().signal)
    } catch (error) {
      this.publish({ failure: error })
    }
  }

  /** Ends the sweep under way; what it has found stays. */
  cancel(): void {
    this.running?.abort()
  }

  /** Takes the sweep's outcome away, and leaves what is known of each server. */
  dismiss(): void {
    if (!this.running) this.publish({ swept: undefined, failure: undefined })
  }

  /** Forgets everything: somebody else has logged in. */
  clear(): void {
    this.cancel()
    this.running = undefined
    this.publish(nothing)
  }

  readonly snapshot = (): ReachState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private async askOne(owned: OwnedServer, ask: AskServer, signal: AbortSignal): Promise<void> {
    const { key } = owned
    this.publish({ asking: new Set([...this.state.asking, key]) })
    try {
      const check = await ask(owned, signal)
      // Whoever has logged in meanwhile did not ask.
      if (this.state.asking.has(key)) {
        this.publish({ checks: new Map([...this.state.checks, [key, check]]) })
      }
    } finally {
      this.publish({ asking: new Set([...this.state.asking].filter((other) => other !== key)) })
    }
  }

  private moveOn(running: AbortController): void {
    const { swept } = this.state
    if (this.running === running && swept) this.publish({ swept: { ...swept, done: swept.done + 1 } })
  }

  private end(running: AbortController): void {
    this.running = undefined
    const { swept } = this.state
    const state = running.signal.aborted ? 'cancelled' : 'done'
    if (swept) this.publish({ swept: { ...swept, state } })
  }

  private publish(change: Partial<ReachState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}

/** The one of this page. */
export const reaches = new ReachStore()
