import { type Exchange, type ExchangeStore, exchanges } from './exchange-store.ts'
import { dropRecord, keptText, saveRecord } from './kept-record.ts'

/** Milliseconds after a change. */
const saveAfter = 1_000

/**
 * Keeps the record over reloads of this tab, if the visitor wants it: for the person who looks at the page, until they log
 * out or somebody else logs in.
 */
export class RecordKeeper {
  private readonly store: Pick<ExchangeStore, 'snapshot' | 'subscribe' | 'restore'>
  private person: string | undefined
  private keeping = false
  private saved: readonly Exchange[] | undefined
  private saving: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<() => void>()

  constructor(store: Pick<ExchangeStore, 'snapshot' | 'subscribe' | 'restore'>) {
    this.store = store
    store.subscribe(() => {
      if (this.keeping) this.saving ??= setTimeout(() => this.save(), saveAfter)
    })
  }

  /** Says who looks at the page: takes up what was kept for them, and drops what was kept for somebody else. */
  async open(person: string): Promise<void> {
    if (person === this.person) return
    const text = this.person === undefined ? keptText() : undefined
    this.person = person
    if (text === undefined) return this.keep(false)
    // Hardly ever needed, so not worth a place in every page's first load.
    const { parseRecord } = await import('./parse-record.ts')
    if (this.person !== person) return
    const kept = parseRecord(text, person)
    if (kept) this.store.restore(kept)
    this.keep(kept !== undefined)
  }

  /** After a logout: nothing is kept, and nothing that this page still asks will be. */
  forget(): void {
    this.person = undefined
    this.keep(false)
  }

  keep(keeping: boolean): void {
    this.keeping = keeping
    if (keeping) this.save()
    else this.drop()
    for (const listener of this.listeners) listener()
  }

  /** Writes what has changed, now: before the page goes away. */
  save(): void {
    clearTimeout(this.saving)
    this.saving = undefined
    const list = this.store.snapshot()
    if (!this.keeping || this.person === undefined || list === this.saved) return
    this.saved = list
    saveRecord(this.person, list)
  }

  readonly snapshot = (): boolean => this.keeping

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private drop(): void {
    clearTimeout(this.saving)
    this.saving = undefined
    this.saved = undefined
    dropRecord()
  }
}

/** The keeper of this page's record. */
export const recordKeeper = new RecordKeeper(exchanges)

addEventListener('pagehide', () => recordKeeper.save())
