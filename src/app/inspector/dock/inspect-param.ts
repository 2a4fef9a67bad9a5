import type { DockView } from './dock-store.ts'

/** The key of the dock's state in the address: `inspect=` is open, `inspect=17` open on an exchange, absent closed. */
export const inspectParam = 'inspect'

/** The key of the part that is seen of the exchange. */
export const partParam = 'inspect-part'

/** The value that says what the dock shows; null when the address is to hold none. */
export function paramOf({ open, selected }: DockView): string | null {
  if (!open) return null
  return selected === undefined ? '' : String(selected)
}

/** The exchange that a value names; undefined for none, also when it is no id. */
export function selectedIn(value: string): number | undefined {
  return /^\d{1,15}$/.test(value) ? Number(value) : undefined
}

/** The query of an address with the dock's value set or removed; everything else stays as it was. */
export function withInspect(search: string, value: string | null): string {
  const params = new URLSearchParams(search)
  if (value === null) {
    params.delete(inspectParam)
    params.delete(partParam)
  } else params.set(inspectParam, value)
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
