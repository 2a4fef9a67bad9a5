import { baseUrl } from '../../base.ts'
import type { Exchange } from './exchange-store.ts'
import { makeRoom } from './make-room.ts'

/** Characters of bodies and frames: a browser gives a site about five million for everything it keeps in a tab. */
const mostText = 1024 * 1024

/** Each mounted Hubscope has its own. */
function nameOfItem(): string {
  return `hubscope.exchanges:${baseUrl.pathname}`
}

/** What this tab kept, unread, for `parseRecord`; undefined when it keeps nothing. */
export function keptText(): string | undefined {
  try {
    return sessionStorage.getItem(nameOfItem()) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps the record in this tab; where there is no room for bodies, without them; where there is no storage, not at all. */
export function saveRecord(person: string, exchanges: readonly Exchange[]): void {
  for (const text of [mostText, 0]) {
    try {
      const kept = { person, exchanges: makeRoom(exchanges, { text }) }
      sessionStorage.setItem(nameOfItem(), JSON.stringify(kept))
      return
    } catch {
      continue
    }
  }
}

export function dropRecord(): void {
  try {
    sessionStorage.removeItem(nameOfItem())
  } catch {
    // Where there is no storage nothing was kept.
  }
}
