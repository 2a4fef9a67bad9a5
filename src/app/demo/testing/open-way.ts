import type { KnownHubVersion } from '#mock-hub/scenario.ts'
import { hubIn, logIn } from '../hub-in.ts'
import { type SituationId, situationOf } from '../situations/all.ts'
import { createWay } from '../way.ts'

interface Visit {
  persona?: string
  /** The newest, or the one that the fault hurts. */
  version?: KnownHubVersion | undefined
  now?: () => number
}

/** The demo's way for somebody on a page of this address, with something broken on it. */
export function openWay(address: string, fault: SituationId | 'none', visit: Visit = {}) {
  const situation = situationOf(fault)
  const { persona = 'admin', version = situation?.version, now = Date.now } = visit
  const hub = hubIn(situation, { users: 20, ...(version === undefined ? {} : { version }) })
  const login = { persona, fault, token: logIn(hub, persona, situation) ?? null }
  const base = new URL(address)
  const page = () => ({ href: address, isTrustworthy: true })
  return createWay({ hub, login, base, page, situation, now })
}
