import type { Grant, Question } from '#diagnosis/grants/grant.ts'
import { openedBy } from '#diagnosis/grants/opened.ts'
import { reachWords } from '#diagnosis/grants/reach.ts'
import type { Recipient } from '#diagnosis/grants/steps.ts'
import { deedOf } from '#diagnosis/words.ts'

interface Props {
  question: Question
  grant: Grant
  recipient: Recipient
}

/** What else a grant would allow, so that nobody grants more than they mean to. */
export function GrantOpens({ question, grant, recipient }: Props) {
  const { operations, alsoElsewhere, powers } = openedBy(question, grant)
  const deeds = [...(alsoElsewhere ? [deedOf(question.operation)] : []), ...operations.map(deedOf), ...powers]
  const who = recipient.kind === 'user' ? recipient.name : `Everybody in ${recipient.name}`
  const group = recipient.kind === 'group' ? ` All members of ${recipient.name} get it.` : ''
  if (deeds.length === 0) return <p className="text-ink-2">It allows nothing else.{group}</p>
  const where = grant.role === 'no' ? 'wherever the role holds it' : `for ${reachWords(grant.reach)}`
  return (
    <div>
      <p className="text-ink-2">
        {who} could then also, {where}:
      </p>
      <ul aria-label="What else it allows" className="list-disc pl-5">
        {deeds.map((deed) => (
          <li key={deed}>{deed}</li>
        ))}
      </ul>
    </div>
  )
}
