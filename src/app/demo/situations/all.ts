import { answerSituations } from './answers.ts'
import { hubSituations } from './hub.ts'
import { requestSituations } from './requests.ts'
import type { Need, Situation } from './situation.ts'

const all = { ...requestSituations, ...answerSituations, ...hubSituations } as const

export type SituationId = keyof typeof all

const situations: Readonly<Record<SituationId, Situation>> = all

export function situationOf(id: SituationId): Situation
export function situationOf(id: SituationId | 'none'): Situation | undefined
export function situationOf(id: SituationId | 'none'): Situation | undefined {
  return id === 'none' ? undefined : situations[id]
}

export const situationGroups: readonly { label: string; ids: readonly SituationId[] }[] = [
  { label: 'What arrives of a request', ids: idsOf(requestSituations) },
  { label: 'What the edge does with answers', ids: idsOf(answerSituations) },
  { label: 'Hub and servers', ids: idsOf(hubSituations) },
]

/** Undefined for a text that names none. */
export function situationId(text: string | null | undefined): SituationId | undefined {
  return situationGroups.flatMap(({ ids }) => ids).find((id) => id === text)
}

const reasons: Record<Need, string> = {
  https: 'only on https',
  http: 'only on plain http',
  port: 'only where the address has a port',
  'secure context': 'only on https and localhost',
}

/** Why it cannot happen on this page, in a few words; undefined when it can. */
export function whyNot(
  { need }: Situation,
  { protocol, port }: Pick<URL, 'protocol' | 'port'>,
  isTrustworthy: boolean,
): string | undefined {
  if (need === undefined) return undefined
  const met = {
    https: protocol === 'https:',
    http: protocol === 'http:',
    port: port !== '',
    'secure context': isTrustworthy,
  }
  return met[need] ? undefined : reasons[need]
}

function idsOf<Id extends SituationId>(group: Readonly<Record<Id, unknown>>): Id[] {
  // The keys of these literals are known; Object.keys says string.
  return Object.keys(group) as Id[]
}
