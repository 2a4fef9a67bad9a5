import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'

const choices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof choices)[number]

/** Known to public/theme-init.js too, which sets the theme before the first paint. */
const storageKey = 'hubscope.theme'
const choiceSchema = z.enum(choices)
const system = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let choice: ThemeChoice = stored()

function stored(): ThemeChoice {
  try {
    return choiceSchema.safeParse(localStorage.getItem(storageKey)).data ?? 'system'
  } catch {
    return 'system'
  }
}

function show(): void {
  document.documentElement.dataset['theme'] =
    choice === 'system' ? (system.matches ? 'dark' : 'light') : choice
}

/** Sets the theme and remembers it in this browser, where that is allowed. */
export function chooseTheme(next: ThemeChoice): void {
  choice = next
  show()
  try {
    localStorage.setItem(storageKey, next)
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

/** Follows the system's preference and what other tabs choose; call once. */
export function followTheme(): void {
  show()
  system.addEventListener('change', show)
  addEventListener('storage', (event) => {
    if (event.key !== storageKey) return
    choice = stored()
    show()
    for (const listener of listeners) listener()
  })
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => choice,
  )
}
