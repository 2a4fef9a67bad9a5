import { formatCount } from '../ui/format.ts'

interface Props {
  count: number
  /** `hot`: under way; `bad`: wrong. Both are left out at zero. */
  tone?: 'plain' | 'hot' | 'bad'
  /** What is counted, for those who only hear it: "pending". */
  of: string
}

const tones = {
  plain: 'text-ink-3',
  hot: 'rounded-full bg-wait-soft px-1.5 font-semibold text-wait',
  bad: 'rounded-full bg-bad-soft px-1.5 font-semibold text-bad',
} as const

/** A figure at the end of a navigation entry. */
export function Badge({ count, tone = 'plain', of }: Props) {
  if (count === 0 && tone !== 'plain') return null
  return (
    <span className={`ml-auto text-xs tabular-nums ${tones[tone]}`}>
      {formatCount(count)}
      <span className="sr-only"> {of}</span>
    </span>
  )
}
