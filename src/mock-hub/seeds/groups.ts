import { personas } from '../scenario.ts'
import { taGroup } from './roles.ts'

/** Members by group, of the personas and `others`. The first group holds everybody. */
export function seedGroups(others: readonly string[]): Record<string, string[]> {
  const everyNth = (step: number, offset: number) => others.filter((_, index) => index % step === offset)
  return {
    everyone: [...personas, ...others],
    staff: ['admin', 'reader', 'ta', ...everyNth(25, 4)],
    [taGroup]: ['ta', 'student', ...everyNth(7, 0)],
    'chem-202': ['stranger', ...everyNth(5, 1)],
    'bio 303 (spring)': everyNth(9, 2),
    empty: [],
  }
}
