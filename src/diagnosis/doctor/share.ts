import type { DoctorFix } from './finding.ts'
import { advice } from './found.ts'

/** Of how many of the requests that arrived something is true. */
export interface Share {
  count: number
  of: number
}

/** The items of which `isWrong` is true: one of them, and how many of how many they are; undefined when there is none. */
export function shareOf<Item>(
  all: readonly Item[],
  isWrong: (item: Item) => boolean,
): (Share & { first: Item }) | undefined {
  const those = all.filter(isWrong)
  const [first] = those
  return first === undefined ? undefined : { first, count: those.length, of: all.length }
}

/** For the end of a sentence; nothing when it was so in all of them. */
export function inSome({ count, of }: Share): string {
  return count === of ? '' : ` in ${count} of ${of} requests`
}

/** What is wrong now and then is so at one of several that take turns. */
export function oneOfSeveral({ count, of }: Share): DoctorFix[] {
  if (count === of) return []
  return [
    advice(
      'Other requests arrive as they should: of several proxies that take turns, one needs these lines.',
    ),
  ]
}
