import { hubVersions, type KnownHubVersion, type Persona, personas } from '#mock-hub/scenario.ts'
import { type SituationId, situationId } from './situations/all.ts'

/** Who looks at which hub, and what is broken on the way. */
export interface Choice {
  persona: Persona
  version: KnownHubVersion
  fault: SituationId | 'none'
}

type Reads = Pick<Storage, 'getItem'> | undefined
type Writes = Pick<Storage, 'setItem'> | undefined

const keys = {
  persona: 'hubscope.demo.persona',
  version: 'hubscope.demo.version',
  fault: 'hubscope.demo.fault',
} as const

/**
 * The address (`?as=reader&hub=5.5.4&fault=sso-portal`) decides, then what was chosen last, then admin on the newest hub
 * with nothing broken. A fault is remembered by the tab alone: who comes back another day finds all well.
 */
export function readChoice(address: URL, browser: Reads, tab: Reads): Choice {
  const wished = (parameter: string, key: string, storage: Reads) =>
    address.searchParams.get(parameter) ?? storage?.getItem(key)
  const persona = wished('as', keys.persona, browser)
  const version = wished('hub', keys.version, browser)
  return {
    persona: personas.find((one) => one === persona) ?? 'admin',
    version: hubVersions.find((one) => one === version) ?? hubVersions[0],
    fault: situationId(wished('fault', keys.fault, tab)) ?? 'none',
  }
}

export function keepChoice(choice: Choice, browser: Writes, tab: Writes): void {
  browser?.setItem(keys.persona, choice.persona)
  browser?.setItem(keys.version, choice.version)
  tab?.setItem(keys.fault, choice.fault)
}

/** The same view for another choice. */
export function addressFor(address: URL, choice: Choice): URL {
  const next = new URL(address)
  next.searchParams.set('as', choice.persona)
  next.searchParams.set('hub', choice.version)
  if (choice.fault === 'none') next.searchParams.delete('fault')
  else next.searchParams.set('fault', choice.fault)
  return next
}
