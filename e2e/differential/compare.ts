import { isDeepStrictEqual } from 'node:util'
import type { HubVersion } from '#hub/versions.ts'
import type { Case, HubAnswer } from './case.ts'
import { type EngineAnswer, engineAnswer } from './engine.ts'

/** True when our engine and the hub give a case the same answer. */
export function agrees(each: Case, version: HubVersion): boolean {
  return isSame(each.hub, engineAnswer(each, version))
}

/**
 * An exception has to be foreseen, and one that is foreseen for certain has to come. Where the order of a Python set
 * decides, either the exception or the result will do.
 */
function isSame(hub: HubAnswer, { value, raises }: EngineAnswer): boolean {
  if ('raises' in hub) return raises.some(({ type }) => type === hub.raises)
  return !raises.some(({ isCertain }) => isCertain) && isDeepStrictEqual(hub.value, value)
}

/** A case for people: what went in, what the hub said, what we say. */
export function describeCase(each: Case, version: HubVersion): string {
  const { hub, ...inputs } = each
  const { value, raises } = engineAnswer(each, version)
  return [
    ...Object.entries(inputs).map(([name, input]) => `  ${name}: ${JSON.stringify(input)}`),
    `  the hub:  ${JSON.stringify('raises' in hub ? hub : hub.value)}`,
    `  we say:   ${JSON.stringify(value)}`,
    ...raises.map((raise) => `  we foresee: ${JSON.stringify(raise)}`),
  ].join('\n')
}
