import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'

/** Scopes of roles by name, as the visitor has told them: the hub's API does not. */
export type ToldRoles = ReadonlyMap<string, readonly string[]>

const storageKey = 'hubscope.told-roles'
const keptSchema = z.record(z.string(), z.array(z.string()))
const listeners = new Set<() => void>()
let told: ToldRoles = stored()

function stored(): ToldRoles {
  try {
    const kept = keptSchema.safeParse(JSON.parse(sessionStorage.getItem(storageKey) ?? '{}'))
    return new Map(Object.entries(kept.success ? kept.data : {}))
  } catch {
    return new Map()
  }
}

/** Remembers what a role holds for as long as this tab is open; undefined forgets it. */
export function tellRole(role: string, scopes: readonly string[] | undefined): void {
  const next = new Map(told)
  if (scopes) next.set(role, scopes)
  else next.delete(role)
  told = next
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(next)))
  } catch {
    // Storage may be forbidden: it then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

export function useToldRoles(): ToldRoles {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => told,
  )
}
