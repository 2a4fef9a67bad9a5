import * as z from 'zod/mini'

const storageKey = 'hubscope.inspector-height'
const schema = z.coerce.number().check(z.int(), z.positive())

/** Pixels. */
export const lowest = 120
const usual = 292
/** Where list and explanation stand one above the other, a share of the window. */
const usualStacked = 0.6

/** The tallest dock that leaves room for the page, in pixels. */
export function highest(): number {
  return Math.max(lowest, Math.round(innerHeight * 0.75))
}

export function withinBounds(height: number): number {
  return Math.min(Math.max(Math.round(height), lowest), highest())
}

/** The height this browser remembers, else one that suits the window. */
export function storedHeight(): number {
  const suits = innerWidth < 760 ? withinBounds(innerHeight * usualStacked) : usual
  try {
    return schema.safeParse(localStorage.getItem(storageKey) ?? undefined).data ?? suits
  } catch {
    return suits
  }
}

export function storeHeight(height: number): void {
  try {
    localStorage.setItem(storageKey, String(height))
  } catch {
    // Storage may be forbidden: the height then lasts as long as the page.
  }
}
