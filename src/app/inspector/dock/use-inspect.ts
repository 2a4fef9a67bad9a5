import { useSyncExternalStore } from 'react'
import { dock } from './dock-store.ts'
import { exchanges } from '../record/exchange-store.ts'
import { countOutcomes } from '../record/outcome.ts'

/** Opens the inspector on an exchange: `useInspect()(failure.exchange)`. */
export function useInspect(): (id: number) => void {
  return inspect
}

function inspect(id: number): void {
  dock.open(id, 'notice')
}

/** Opens the dock below the page, or closes it. */
export function toggleInspector(): void {
  dock.toggle('keys')
}

/** How many of the recorded exchanges were refused, for the navigation's badge. */
export function useRefusedCount(): number {
  return useSyncExternalStore(exchanges.subscribe, () => countOutcomes(exchanges.snapshot()).refused)
}
