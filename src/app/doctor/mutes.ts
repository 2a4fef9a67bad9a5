import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { keyOf } from '#diagnosis/doctor/finding.ts'

/** A finding that somebody knows of and does not want to be told of again. */
export const muteSchema = z.object({
  code: z.string(),
  about: z.optional(z.string()),
  reason: z.string(),
  at: z.number(),
})
export type Mute = z.infer<typeof muteSchema>
type Muted = Pick<Mute, 'code' | 'about'>
const mutesSchema = z.array(muteSchema)

const storageKey = 'hubscope.doctor.mutes'
const listeners = new Set<() => void>()
let mutes: readonly Mute[] = stored()

function stored(): Mute[] {
  try {
    return mutesSchema.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? '[]')).data ?? []
  } catch {
    return []
  }
}

function keep(next: readonly Mute[]): void {
  mutes = next
  try {
    localStorage.setItem(storageKey, JSON.stringify(next))
  } catch {
    // Storage may be forbidden: it is then muted as long as the page lasts.
  }
  for (const listener of listeners) listener()
}

/** Keeps a finding out of the list and the badge, in this browser. */
export function mute({ code, about }: Muted, reason: string): void {
  const muted = { code, ...(about === undefined ? {} : { about }), reason, at: Date.now() }
  keep([...others(muted), muted])
}

export function unmute(finding: Muted): void {
  keep(others(finding))
}

function others(finding: Muted): Mute[] {
  return mutes.filter((each) => keyOf(each) !== keyOf(finding))
}

export function useMutes(): readonly Mute[] {
  return useSyncExternalStore(subscribe, () => mutes)
}

export function mutedNow(): readonly Mute[] {
  return mutes
}

/** Another tab may mute as well. */
function subscribe(listener: () => void): () => void {
  const reread = (event: StorageEvent) => {
    if (event.key !== storageKey) return
    mutes = stored()
    listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', reread)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', reread)
  }
}
