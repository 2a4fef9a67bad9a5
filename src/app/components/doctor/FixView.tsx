import { useState } from 'react'
import type { DoctorFix } from '#diagnosis/doctor/finding.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { Select } from '../../ui/Select.tsx'

/** What to do, with the lines for the proxy that was recognised; which one stands there is a guess, so another can be chosen. */
export function FixView({ fix }: { fix: DoctorFix }) {
  const { text, where, lines } = fix
  const others = fix.others ?? []
  const [chosen, choose] = useState(where)
  const shown = others.find((each) => each.where === chosen) ?? { where, lines }
  const added = shown.lines.filter((line) => line.added).map((line) => line.text)
  return (
    <div className="grid grid-cols-1 gap-1">
      <p className="max-w-prose text-pretty">{text}</p>
      {lines.length > 0 && (
        <>
          {others.length > 0 ? (
            <Select
              label="Lines for"
              value={shown.where}
              options={[where, ...others.map((each) => each.where)].map((name) => ({
                value: name,
                label: name,
              }))}
              onChange={choose}
            />
          ) : (
            <p className="text-sm text-ink-3">{where}</p>
          )}
          <CodeBlock
            lines={shown.lines}
            label={shown.where}
            copy={(added.length > 0 ? added : shown.lines.map((line) => line.text)).join('\n')}
          />
        </>
      )}
    </div>
  )
}
