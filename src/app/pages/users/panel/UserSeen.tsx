import type { User } from '#hub/wire/user.ts'
import { formatAbsolute, formatDate, parseTime } from '../../../ui/format.ts'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { useClock } from '../../../ui/use-clock.ts'

/** "user since 14 Feb · last seen 3 h ago", as far as the token may see that. */
export function UserSeen({ user }: { user: User }) {
  const parts = [
    user.created && (
      <span key="created">
        user since <DateOf iso={user.created} />
      </span>
    ),
    user.last_activity && (
      <span key="seen">
        last seen <RelativeTime iso={user.last_activity} />
      </span>
    ),
  ].filter(Boolean)
  return <>{parts.flatMap((part, index) => (index === 0 ? [part] : [' · ', part]))}</>
}

/** The day, also when it was today: "since 2 m ago" is no English. */
function DateOf({ iso }: { iso: string }) {
  const then = parseTime(iso) ?? 0
  const text = useClock((now) => formatDate(then, now))
  return (
    <time dateTime={iso} title={formatAbsolute(then)}>
      {text}
    </time>
  )
}
