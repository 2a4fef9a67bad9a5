import { Link, useSearchParams } from 'react-router'
import type { ServerCheck } from '../../api/reach/reach-store.ts'
import type { OwnedServer } from '../../api/servers.ts'
import { serverTitle } from '../../components/server/server-facts.ts'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { wordOf } from './reach-words.ts'
import { withServer } from './use-server-in-url.ts'

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
  return (
    <Link to={{ search: withServer(search, key).toString() }} className="hover:underline">
      <StateLabel tone={tone}>{word}</StateLabel>
      <span className="sr-only">: the check of {serverTitle(user, server)}</span>
    </Link>
  )
}
