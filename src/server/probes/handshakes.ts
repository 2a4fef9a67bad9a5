import type { Echo } from '#diagnosis/doctor/results.ts'

const mostRemembered = 200

/**
 * What requests for a WebSocket looked like when they arrived, by the id that the page put into their address. A browser
 * does not show why a socket did not open; so the page asks here what became of it.
 */
export interface Handshakes {
  note(id: string, echo: Echo): void
  find(id: string): Echo | undefined
}

export function createHandshakes(): Handshakes {
  const seen = new Map<string, Echo>()
  return {
    note(id, echo) {
      if (!/^[\w-]{1,64}$/.test(id)) return
      const [oldest] = seen.keys()
      if (seen.size >= mostRemembered && oldest !== undefined) seen.delete(oldest)
      seen.set(id, echo)
    },
    find: (id) => seen.get(id),
  }
}
