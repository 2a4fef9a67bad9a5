/** How the dock came to show what it shows, which decides where the focus goes. */
export type Arrival = 'notice' | 'keys' | 'dock' | 'sent'

/** What the dock shows: nothing, the list, or the list and one exchange. */
export type DockView =
  | { open: false; selected: undefined }
  | { open: true; selected: number | undefined; arrival: Arrival }

const closed: DockView = { open: false, selected: undefined }

/**
 * The dock's state, apart from the router: a failure notice may open the dock from anywhere, and a link to another page
 * leaves it as it is. `useDockInUrl` mirrors it in the address.
 */
export class DockStore {
  private view: DockView = closed
  private readonly listeners = new Set<() => void>()

  open(selected: number | undefined, arrival: Arrival): void {
    if (arrival === 'dock' && this.view.open && this.view.selected === selected) return
    this.publish({ open: true, selected, arrival })
  }

  close(): void {
    if (this.view.open) this.publish(closed)
  }

  toggle(arrival: Arrival): void {
    if (this.view.open) this.close()
    else this.open(undefined, arrival)
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
