import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import type { Progress } from '#diagnosis/doctor/ask/run.ts'
import type { Examination } from '#diagnosis/doctor/examine.ts'
import type { ProbeResults } from '#diagnosis/doctor/results.ts'

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
}

/** When a run was over, in ms since the epoch. */
export function endOf({ results, ms }: Outcome): number {
  return results.at + ms
}

/** The doctor's runs: one at a time. It lives as long as the tab, so that what was found stays when another page is opened. */
export class DoctorStore {
  private state: DoctorState = { outcome: undefined, progress: undefined, failure: undefined }
  private running: AbortController | undefined
  private readonly listeners = new Set<() => void>()

  /** Sends all probes; does nothing while a run is under way. */
  async run(contextOf: (signal: AbortSignal) => ProbeContext): Promise<void> {
    if (this.running) return
    const running = new AbortController()
    this.running = running
    const started = Date.now()
    this.publish({ failure: undefined, progress: { done: 0, total: 1, names: [] } })
    try {
      // The shell shows the store's badge; what the doctor knows comes when it is wanted.
      const [{ runProbes }, { examine }] = await Promise.all([
        import('#diagnosis/doctor/ask/run.ts'),
        import('#diagnosis/doctor/examine.ts'),
      ])
      const results = await runProbes(contextOf(running.signal), (progress) => {
        if (!running.signal.aborted) this.publish({ progress })
      })
      this.publish({ outcome: { results, examination: examine(results), ms: Date.now() - started } })
    } catch (error) {
      if (!running.signal.aborted) {
        this.publish({ failure: error instanceof Error ? error.message : String(error) })
      }
    } finally {
      this.running = undefined
      this.publish({ progress: undefined })
    }
  }

  /** Ends the run under way; what an earlier one found stays. */
  cancel(): void {
    this.running?.abort()
  }

  /** Forgets everything: somebody else has logged in. */
  clear(): void {
    this.cancel()
    this.publish({ outcome: undefined, failure: undefined })
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
