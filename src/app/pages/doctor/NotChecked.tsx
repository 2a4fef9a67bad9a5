import { namesByReason, type Unchecked } from '#diagnosis/doctor/unchecked.ts'

/** What could not be checked, and why. */
export function NotChecked({ unchecked }: { unchecked: readonly Unchecked[] }) {
  if (unchecked.length === 0) return null
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">Not checked</h2>
      <dl className="grid gap-x-6 gap-y-1.5 min-[700px]:grid-cols-[fit-content(40%)_1fr]">
        {[...namesByReason(unchecked)].map(([reason, names]) => (
          <div key={reason} className="contents">
            <dt className="min-w-0 wrap-break-word">{names.join(', ')}</dt>
            <dd className="min-w-0 max-w-prose text-pretty text-ink-2 wrap-anywhere">{reason}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
