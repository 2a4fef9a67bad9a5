import type { Finding } from '../finding.ts'
import { grantsFor } from '../grants/grant.ts'
import { recipientsOf, stepsOf } from '../grants/steps.ts'

/** Everything that the smallest grant of a finding, to the user, would have an operator append. */
export function grantLines(finding: Finding | undefined): string {
  const question = finding?.question
  if (!question) return ''
  const [grant] = grantsFor(question)
  const [user] = recipientsOf(question)
  if (!grant || !user) return ''
  return stepsOf(question, grant, user)
    .flatMap(({ python }) => python.map(({ text }) => text))
    .join('\n')
}
