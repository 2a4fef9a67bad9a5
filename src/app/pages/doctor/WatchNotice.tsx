import { useSightings } from '../../doctor/use-sightings.ts'
import { Notice } from '../../ui/Notice.tsx'

/** What ordinary requests have shown since the last run, or since the page was opened. */
export function WatchNotice({ since }: { since: number | undefined }) {
  const sightings = useSightings(since)
  if (sightings.length === 0) return null
  return (
    <Notice tone="wait" title="Seen in the page’s own requests">
      <ul className="grid gap-1">
        {sightings.map(({ kind, text }) => (
          <li key={kind}>{text}</li>
        ))}
      </ul>
      <p>Check the connection to learn what it comes from.</p>
    </Notice>
  )
}
