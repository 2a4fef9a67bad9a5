import { useSyncExternalStore } from 'react'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { type Sighting, sightingsIn } from './watch.ts'

let read: { of: unknown; sightings: readonly Sighting[] } = { of: undefined, sightings: [] }

/** The same list as long as the record is the same. */
function current(): readonly Sighting[] {
  const record = exchanges.snapshot()
  if (read.of !== record) {
    const next = sightingsIn(record, location.origin)
    const isSame = JSON.stringify(next) === JSON.stringify(read.sightings)
    read = { of: record, sightings: isSame ? read.sightings : next }
  }
  return read.sightings
}

/** What the page's own requests show since `since` (ms since the epoch), without any probe. */
export function useSightings(since = 0): readonly Sighting[] {
  const all = useSyncExternalStore(exchanges.subscribe, current)
  return all.filter(({ at }) => at > since)
}
