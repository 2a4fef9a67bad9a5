import type { Outcome } from '../record/outcome.ts'
import type { Bar } from './waterfall.ts'

/** One exchange within its burst: waiting in grey, under way in colour. The figures beside it say it in words. */
export function Timeline({ bar, outcome }: { bar: Bar; outcome: Outcome }) {
  return (
    <span aria-hidden="true" className="relative block h-1.5 overflow-hidden">
      <span
        className="absolute inset-y-0 rounded-xs bg-line-strong"
        style={{ left: `${bar.start}%`, width: `${bar.queued}%` }}
      />
      <span
        className={`absolute inset-y-0 min-w-0.5 rounded-xs ${tones[outcome]}`}
        style={{ left: `min(${bar.start + bar.queued}%, 100% - 2px)`, width: `${bar.sent}%` }}
      />
    </span>
  )
}

const tones: Record<Outcome, string> = {
  'under-way': 'bg-accent/50',
  answered: 'bg-accent/75',
  refused: 'bg-bad/75',
  failed: 'bg-bad/75',
  'taken-back': 'bg-line-strong',
}
