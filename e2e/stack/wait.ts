import { setTimeout as sleep } from 'node:timers/promises'

export type WaitOptions = {
  /** Milliseconds until giving up. */
  timeout: number
  /** Called after every failed attempt; throws when waiting is pointless. */
  check?: () => void
  signal?: AbortSignal | undefined
}

/**
 * Calls `attempt` until it gives something else than undefined, ten times a second. An attempt that throws counts as failed.
 * @throws Error that ends with the last attempt's message after `timeout`, and whatever `check` throws.
 */
export async function waitFor<T>(
  what: string,
  attempt: () => Promise<T | undefined>,
  options: WaitOptions,
): Promise<T> {
  const deadline = Date.now() + options.timeout
  let last = 'no answer'
  for (;;) {
    options.signal?.throwIfAborted()
    try {
      const value = await attempt()
      if (value !== undefined) return value
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
    options.check?.()
    if (Date.now() > deadline) {
      throw new Error(`${what} did not happen within ${options.timeout / 1000} s: ${last}`)
    }
    await sleep(100)
  }
}
