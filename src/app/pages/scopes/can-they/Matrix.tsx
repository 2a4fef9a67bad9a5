import { operationOf } from '#hub/operations.ts'
import { StateLabel } from '../../../ui/StateLabel.tsx'
import type { Tone } from '../../../ui/StateDot.tsx'
import { judge, type Known, type Verdict } from './judge.ts'
import type { Rows } from './rows.ts'

/** Operations by targets: what somebody may do, each with the rule that decided. */
export function Matrix({ rows, known }: { rows: readonly Rows[]; known: Known }) {
  return (
    <div className="grid grid-cols-1 gap-3.5">
      {rows.map((group) => (
        <div key={group.title} className="overflow-x-auto">
          <table className="w-full border-collapse text-left">
            <caption className="pb-1 text-left font-semibold">{group.title}</caption>
            <thead className="text-sm text-ink-3">
              <tr>
                <th scope="col" className="w-48 py-1 pr-4 font-normal max-wide:w-32">
                  <span className="sr-only">What</span>
                </th>
                {group.columns.map(({ label }) => (
                  <th key={label} scope="col" className="py-1 pr-4 font-normal">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {group.ids.map((id) => (
                <tr key={id} className="border-t border-line align-baseline">
                  <th scope="row" className="py-1 pr-4 font-normal first-letter:uppercase">
                    {operationOf(id).label}
                  </th>
                  {group.columns.map(({ label, target }) => (
                    <td key={label} className="py-1 pr-4">
                      <Cell verdict={judge(id, target, known)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </div>
  )
}

const tones: Record<Verdict['verdict'], Tone> = { allowed: 'ok', denied: 'bad', unknown: 'wait' }
const words: Record<Verdict['verdict'], string> = {
  allowed: 'allowed',
  denied: 'denied',
  unknown: 'cannot tell',
}

function Cell({ verdict: { verdict, rule } }: { verdict: Verdict }) {
  return (
    <span className="grid">
      <StateLabel tone={tones[verdict]}>{words[verdict]}</StateLabel>
      <span className="text-sm text-ink-3 wrap-anywhere">{rule}</span>
    </span>
  )
}
