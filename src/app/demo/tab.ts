import * as z from 'zod/mini'
import type { MockHub } from '#mock-hub/hub.ts'
import { readMemory, writeMemory } from '#mock-hub/memory.ts'
import type { Choice } from './choice.ts'
import { hubIn } from './hub-in.ts'
import { situationOf } from './situations/all.ts'
import { storageOf } from './storage.ts'

const keys = { hub: 'hubscope.demo.hub', login: 'hubscope.demo.login' } as const

/** Who is logged in in this tab, and what was broken then; `token` null after a logout. */
const loginSchema = z.object({ persona: z.string(), token: z.nullable(z.string()), fault: z.string() })
export type DemoLogin = z.infer<typeof loginSchema>

/** The tab's hub: what happened in it survives a reload, until the tab is closed or `forgetTab` is called. */
export function openHub({ version, fault }: Choice): MockHub {
  const storage = storageOf('sessionStorage')
  const memory = readMemory(storage?.getItem(keys.hub) ?? '')
  const latency = { min: 30, max: 140 }
  const situation = situationOf(fault)
  const hub = hubIn(situation, { version, latency, ...(memory ? { memory } : {}) })
  window.addEventListener('pagehide', () => {
    if (!forgotten) write(storage, keys.hub, writeMemory(hub.remember()))
  })
  return hub
}

export function readLogin(): DemoLogin | undefined {
  const text = storageOf('sessionStorage')?.getItem(keys.login) ?? ''
  try {
    const parsed = loginSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

export function keepLogin(login: DemoLogin): void {
  write(storageOf('sessionStorage'), keys.login, JSON.stringify(login))
}

/** The next load begins with a fresh hub and a fresh login. */
export function forgetTab(): void {
  forgotten = true
  for (const key of Object.values(keys)) storageOf('sessionStorage')?.removeItem(key)
}

let forgotten = false

function write(storage: Storage | undefined, key: string, value: string): void {
  try {
    storage?.setItem(key, value)
  } catch {
    // The storage is full: the tab forgets, as it does when storage is forbidden.
  }
}
