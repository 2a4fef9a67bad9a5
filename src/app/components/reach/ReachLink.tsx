import { Link, useSearchParams } from 'react-router'
import type { ServerCheck } from '../../api/reach/reach-store.ts'
import type { OwnedServer } from '../../api/servers.ts'
import { serverTitle } from '../../components/server/server-facts.ts'
import { formatRelative } from '../../ui/format.ts'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { useClock } from '../../ui/use-clock.ts'
import { wordOf } from './reach-words.ts'
import { withServer } from './use-server-in-url.ts'

/** After so many ms an answer may be over without the hub having noticed, so its age stands beside it. */
const fresh = 3 * 60_000

interface Props {
  owned: OwnedServer
  check: ServerCheck | undefined
  /** What stands there without a check. */
  otherwise?: string
}

/** Whether a server answers its user, in a word that opens the panel with the rest. */
export function ReachLink({ owned: { key, user, server }, check, otherwise = '' }: Props) {
  const [search] = useSearchParams()
  const { tone, word } = check ? wordOf(check) : { tone: 'ok' as const, word: otherwise }
  const at = check?.at ?? Infinity
  const age = useClock((now) => (now - at < fresh ? '' : formatRelative(at, now)))
  return (
    <Link
      to={{ search: withServer(search, key).toString() }}
      className="hover:underline max-wide:block max-wide:max-w-[min(9rem,37vw)] max-wide:truncate"
    >
      <StateLabel tone={tone === 'ok' && age !== '' ? 'off' : tone}>{word}</StateLabel>
      {age !== '' && (
        <span className="text-ink-3 max-wide:sr-only @max-2xl:sr-only">
          <span className="sr-only">,</span> {age}
        </span>
      )}
      <span className="sr-only">: the check of {serverTitle(user, server)}</span>
    </Link>
  )
}
