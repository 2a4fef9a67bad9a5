import { useSyncExternalStore } from 'react'
import type { ImportedRecord } from './imported-record.ts'

/** The record that stands in the place of the page's own while it is looked at. Gone with the page. */
class ImportedStore {
  private record: ImportedRecord | undefined
  private readonly listeners = new Set<() => void>()

  show(record: ImportedRecord): void {
    this.publish(record)
  }

  close(): void {
    if (this.record) this.publish(undefined)
  }

  /** A stable snapshot for `useSyncExternalStore`. */
  readonly snapshot = (): ImportedRecord | undefined => this.record

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private publish(record: ImportedRecord | undefined): void {
    this.record = record
    for (const listener of this.listeners) listener()
  }
}

export const imported = new ImportedStore()

export function useImported(): ImportedRecord | undefined {
  return useSyncExternalStore(imported.subscribe, imported.snapshot)
}
