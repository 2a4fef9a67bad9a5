import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { idleTimes, probeIdle } from '#diagnosis/doctor/ask/idle.ts'
import type { Progress } from '#diagnosis/doctor/ask/run.ts'
import type { Examination } from '#diagnosis/doctor/examine.ts'
import type { ProbeResults, Reach } from '#diagnosis/doctor/results.ts'

/** What a run found; `ms` is how long it took. */
export interface Outcome {
  results: ProbeResults
  examination: Examination
  ms: number
}

export interface DoctorState {
  /** The last run that came to its end. */
  outcome: Outcome | undefined
  /** Of the run under way. */
  progress: Progress | undefined
  /** Why the last run did not come to its end; undefined when it did, or was cancelled. */
  failure: string | undefined
  /** A silent WebSocket that is held: since when, in ms since the epoch, and for how many ms. */
  listening: { since: number; ms: number } | undefined
  /** The servers that a page asked last, the way their users reach them; undefined when none did. */
  reaches: readonly Reach[] | undefined
}

type ContextOf = (signal: AbortSignal) => ProbeContext

/** When a run was over, in ms since the epoch. */
export function endOf({ results, ms }: Outcome): number {
  return results.at + ms
}

const cancelled = 'cancelled'

/** What a run had found when it was cancelled; what it had not come to says so. */
async function partOf(results: ProbeResults, ms: number): Promise<Outcome> {
  const { examine } = await import('#diagnosis/doctor/examine.ts')
  const { unchecked } = examine(results)
  const missed = unchecked.map((name) => [name, 'The check was cancelled before this.'])
  const told = { ...results, unread: { ...results.unread, ...Object.fromEntries(missed) } }
  return { results: told, examination: examine(told), ms }
}

/** The doctor's runs: one at a time. It lives as long as the tab, so that what was found stays when another page is opened. */
export class DoctorStore {
  private state: DoctorState = {
    outcome: undefined,
    progress: undefined,
    failure: undefined,
    listening: undefined,
    reaches: undefined,
  }
  private running: AbortController | undefined
  private held: AbortController | undefined
  private readonly listeners = new Set<() => void>()

  /**
   * Sends all probes; does nothing while a run is under way. Where WebSockets open, a silent one is held when all others
   * are done, and what becomes of it is added later.
   */
  async run(contextOf: ContextOf): Promise<void> {
    if (this.running) return
    this.stopListening()
    const running = new AbortController()
    this.running = running
    const started = Date.now()
    let soFar: ProbeResults | undefined
    this.publish({ failure: undefined, progress: { done: 0, total: 1, names: [] } })
    try {
      // The shell shows the store's badge; what the doctor knows comes when it is wanted.
      const [{ runProbes }, { examine }] = await Promise.all([
        import('#diagnosis/doctor/ask/run.ts'),
        import('#diagnosis/doctor/examine.ts'),
      ])
      const results = await runProbes(contextOf(running.signal), (progress) => {
        if (running.signal.aborted) return
        soFar = progress.results ?? soFar
        this.publish({ progress })
      })
      this.publish({ outcome: { results, examination: examine(results), ms: Date.now() - started } })
      if (results.idle === undefined && results.sockets?.some(({ opened }) => opened)) {
        void this.listen(contextOf, idleTimes.usual)
      }
    } catch (error) {
      if (running.signal.reason === cancelled && soFar && !this.state.outcome) {
        this.publish({ outcome: await partOf(soFar, Date.now() - started) })
      } else if (!running.signal.aborted) {
        this.publish({ failure: error instanceof Error ? error.message : String(error) })
      }
    } finally {
      this.running = undefined
      this.publish({ progress: undefined })
    }
  }

  /** Holds a silent WebSocket for `ms`, and adds to the last run whether it was cut. */
  async listen(contextOf: ContextOf, ms: number): Promise<void> {
    this.stopListening()
    const { outcome } = this.state
    const held = new AbortController()
    const context = contextOf(held.signal)
    if (!outcome || !context.holdSocket) return
    this.held = held
    this.publish({ listening: { since: Date.now(), ms } })
    try {
      const [found, { examine }] = await Promise.all([
        probeIdle(context, ms),
        import('#diagnosis/doctor/examine.ts'),
      ])
      const results = { ...outcome.results, ...found }
      if (this.held === held)
        this.publish({ outcome: { ...outcome, results, examination: examine(results) } })
    } catch {
      // It was stopped; a socket that does not open is no error.
    } finally {
      if (this.held === held) this.stopListening()
    }
  }

  /** Lets go of the silent WebSocket, if one is held. */
  stopListening(): void {
    this.held?.abort()
    this.held = undefined
    if (this.state.listening) this.publish({ listening: undefined })
  }

  /** Ends the run under way. What an earlier one found stays; without one, what this one found so far. */
  cancel(): void {
    this.running?.abort(cancelled)
  }

  /** Forgets everything: somebody else has logged in. */
  clear(): void {
    this.running?.abort()
    this.stopListening()
    this.publish({ outcome: undefined, failure: undefined, reaches: undefined })
  }

  /** Keeps what a page found of users' servers, for a support bundle. */
  keepReaches(reaches: readonly Reach[]): void {
    this.publish({ reaches })
  }

  readonly snapshot = (): DoctorState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private publish(change: Partial<DoctorState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}

/** The one doctor of this page. */
export const doctor = new DoctorStore()
