/** What the dock shows: closed, open, or open on one exchange. */
export type DockView = { open: false } | { open: true; selected: number | undefined }

const closed: DockView = { open: false }

/**
 * The dock's state, apart from the router: a failure notice may open the dock from anywhere, and a link to another page
 * leaves it as it is. `useDockInUrl` mirrors it in the address.
 */
export class DockStore {
  private view: DockView = closed
  private readonly listeners = new Set<() => void>()

  open(selected?: number): void {
    if (this.view.open && this.view.selected === selected) return
    this.publish({ open: true, selected })
  }

  close(): void {
    if (this.view.open) this.publish(closed)
  }

  toggle(): void {
    if (this.view.open) this.close()
    else this.open()
  }

  /** A stable snapshot for `useSyncExternalStore`. */
  readonly snapshot = (): DockView => this.view

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private publish(view: DockView): void {
    this.view = view
    for (const listener of this.listeners) listener()
  }
}

/** The one dock of this page. */
export const dock = new DockStore()
