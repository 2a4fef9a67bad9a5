import { formatDuration, parseTime } from './format.ts'
import { useClock } from './use-clock.ts'

type Props = { ms: number } | { /** ISO 8601; counts up to now. */ since: string | null | undefined }

/** A span of time: `18 s`, `2 h 04 m`. A dash when there is nothing to count from. */
export function Duration(props: Props) {
  const text = useClock((now) => {
    if ('ms' in props) return formatDuration(props.ms)
    const since = parseTime(props.since)
    return since === undefined ? '' : formatDuration(now - since)
  })
  return text === '' ? (
    <span className="text-ink-3">–</span>
  ) : (
    <span className="whitespace-nowrap tabular-nums">{text}</span>
  )
}
