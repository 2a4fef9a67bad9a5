import { useSyncExternalStore } from 'react'

/** The scopes of a token, as few as say it all, through which the page is looked at instead of the visitor's own. */
export type ShownAs = readonly string[]

/** In the address: `?as=list:users!group=physics+read:users`. */
export const shownAsParam = 'as'

/** The hub's own name for nothing, so that a token without scopes has an address too. */
const nothing = '(no_scope)'

/** The value of the address; blanks part the scopes, so those within names are written out. */
export function writeShownAs(scopes: ShownAs): string {
  if (scopes.length === 0) return nothing
  return scopes.map((scope) => scope.replaceAll(/[%\s]/g, encodeURIComponent)).join(' ')
}

/** Whatever stands there becomes a scope: one that does not exist opens nothing. */
export function readShownAs(value: string): ShownAs {
  const words = value.split(/\s+/).filter((word) => word !== '' && word !== nothing)
  return words.map(decoded)
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}

/**
 * Whether, and as which token, the page is shown as another token would see it. Apart from the router, because a link
 * to another page keeps it; `useShownAsInUrl` mirrors it in the address.
 */
export class ShownAsStore {
  private shown: ShownAs | undefined
  private readonly listeners = new Set<() => void>()

  begin(scopes: ShownAs): void {
    if (this.shown && writeShownAs(this.shown) === writeShownAs(scopes)) return
    this.publish(scopes)
  }

  end(): void {
    if (this.shown) this.publish(undefined)
  }

  readonly snapshot = (): ShownAs | undefined => this.shown

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private publish(shown: ShownAs | undefined): void {
    this.shown = shown
    for (const listener of this.listeners) listener()
  }
}

/** The one of this page. */
export const shownAs = new ShownAsStore()

/** The scopes that the page is shown with; undefined when they are the visitor's own. */
export function useShownAs(): ShownAs | undefined {
  return useSyncExternalStore(shownAs.subscribe, shownAs.snapshot)
}
