import { hubVersions, type KnownHubVersion, type Persona, personas } from '#mock-hub/scenario.ts'

/** Who looks at which hub. */
export interface Choice {
  persona: Persona
  version: KnownHubVersion
}

const keys = { persona: 'hubscope.demo.persona', version: 'hubscope.demo.version' } as const

/** The address (`?as=reader&hub=5.5.4`) decides, then what was chosen last, then admin on the newest hub. */
export function readChoice(address: URL, storage: Pick<Storage, 'getItem'> | undefined): Choice {
  const wished = (parameter: string, key: string) =>
    address.searchParams.get(parameter) ?? storage?.getItem(key)
  const persona = wished('as', keys.persona)
  const version = wished('hub', keys.version)
  return {
    persona: personas.find((one) => one === persona) ?? 'admin',
    version: hubVersions.find((one) => one === version) ?? hubVersions[0],
  }
}

export function keepChoice(choice: Choice, storage: Pick<Storage, 'setItem'> | undefined): void {
  storage?.setItem(keys.persona, choice.persona)
  storage?.setItem(keys.version, choice.version)
}

/** The same view for another choice. */
export function addressFor(address: URL, choice: Choice): URL {
  const next = new URL(address)
  next.searchParams.set('as', choice.persona)
  next.searchParams.set('hub', choice.version)
  return next
}
