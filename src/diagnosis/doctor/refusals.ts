import type { Certainty } from '../finding.ts'
import type { AskedAgain } from './results.ts'
import type { Site } from './site.ts'

/**
 * How sure it is that a call was refused for what is special about it: when it was asked again and ordinary calls arrive,
 * each of them. Otherwise whatever refuses some of these refuses it too.
 */
export function ofRefusals({ results, echoes }: Site, { refused = 1 }: AskedAgain): Certainty {
  const ordinary = results.echoes ?? []
  if (echoes.length < ordinary.length) return 'possible'
  return refused > 1 ? 'certain' : 'likely'
}

/** For the end of a sentence. */
export function inARow({ refused = 1 }: AskedAgain): string {
  return refused > 1 ? `, ${refused} times in a row` : ''
}
