import { useSyncExternalStore } from 'react'
import type { ImportedRecord } from './imported-record.ts'

/** `live`: the page's own record is looked at. */
export type ImportState =
  | { kind: 'live' }
  | { kind: 'reading'; name: string }
  | { kind: 'shown'; record: ImportedRecord }
  /** `reason` is a sentence. */
  | { kind: 'failed'; name: string; reason: string }

const live: ImportState = { kind: 'live' }

/** The record that stands in the place of the page's own while it is looked at. Gone with the page. */
class ImportedStore {
  private state: ImportState = live
  private readonly listeners = new Set<() => void>()

  set(state: ImportState): void {
    this.state = state
    for (const listener of this.listeners) listener()
  }

  /** Back to the page's own record. */
  close(): void {
    if (this.state.kind !== 'live') this.set(live)
  }

  /** A stable snapshot for `useSyncExternalStore`. */
  readonly snapshot = (): ImportState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

export const imported = new ImportedStore()

export function useImportState(): ImportState {
  return useSyncExternalStore(imported.subscribe, imported.snapshot)
}

/** The imported record that is looked at; undefined for the page's own. */
export function useImported(): ImportedRecord | undefined {
  const state = useImportState()
  return state.kind === 'shown' ? state.record : undefined
}
