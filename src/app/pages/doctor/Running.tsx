import type { Progress } from '#diagnosis/doctor/ask/run.ts'
import { Meter } from '../../ui/Meter.tsx'

/** How far the checks are, and what is being looked at. */
export function Running({ progress: { done, total, names } }: { progress: Progress }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Meter value={(done / total) * 100} label="progress of the checks" />
      <p className="text-ink-2 tabular-nums">
        {done} of {total}
        {names.length > 0 && `: ${names.join(', ')}`}
      </p>
    </div>
  )
}
