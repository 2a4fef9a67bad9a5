import type { ServerCheck } from '../../api/reach/reach-store.ts'
import { isReady, useReach } from '../../api/reach/use-reach.ts'
import type { OwnedServer } from '../../api/servers.ts'
import { Button } from '../../ui/Button.tsx'
import { serverTitle } from '../../components/server/server-facts.ts'
import { ReachLink } from './ReachLink.tsx'
import { useServerInUrl } from './use-server-in-url.ts'

interface Props {
  owned: OwnedServer
  check: ServerCheck | undefined
}

/** Whether a server answers its user: one word that leads to more, or the button that asks. */
export function ReachCell({ owned, check }: Props) {
  const { asking, check: ask } = useReach()
  const { show } = useServerInUrl()
  const { key, user, server } = owned
  const isAsking = asking.has(key)
  if (check && !isAsking) return <ReachLink owned={owned} check={check} />
  if (!isAsking && !isReady(owned)) return <span className="text-ink-3">–</span>
  return (
    <Button
      size="small"
      variant="quiet"
      pending={isAsking}
      className="-ml-2"
      aria-label={`Check ${serverTitle(user, server)}`}
      onClick={() => {
        show(key)
        ask(owned)
      }}
    >
      {isAsking ? 'asking' : 'Check'}
    </Button>
  )
}
