import { isReady, useReach } from '../../api/reach/use-reach.ts'
import type { OwnedServer } from '../../api/servers.ts'
import { Button } from '../../ui/Button.tsx'

interface Props {
  /** Undefined while they are not known, or hidden. */
  servers: readonly OwnedServer[] | undefined
}

/** Asks every server that counts as ready, the way its user reaches it. */
export function SweepButton({ servers }: Props) {
  const { swept, sweep } = useReach()
  const ready = servers?.filter(isReady)
  const reason =
    ready?.length === 0 ? 'No server is ready.' : ready ? undefined : 'The servers are not known yet.'
  return (
    <Button
      pending={swept?.state === 'running'}
      disabledReason={reason}
      onClick={() => ready && sweep(ready)}
    >
      Check who answers
    </Button>
  )
}
