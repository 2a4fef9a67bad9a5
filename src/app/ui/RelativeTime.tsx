import { formatAbsolute, formatRelative, parseTime } from './format.ts'
import { useClock } from './use-clock.ts'

interface Props {
  /** A moment in ISO 8601. Null or unreadable: a dash, or `otherwise`. */
  iso: string | null | undefined
  otherwise?: string
}

/** How long ago, kept up to date; the date and time on hover. */
export function RelativeTime({ iso, otherwise = '–' }: Props) {
  const then = parseTime(iso)
  const text = useClock((now) => (then === undefined ? otherwise : formatRelative(then, now)))
  if (then === undefined) return <span className="text-ink-3">{text}</span>
  return (
    <time dateTime={new Date(then).toISOString()} title={formatAbsolute(then)} className="whitespace-nowrap">
      {text}
    </time>
  )
}
