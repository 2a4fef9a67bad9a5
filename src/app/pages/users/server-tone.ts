import type { ServerState } from '../../api/servers.ts'
import type { Tone } from '../../ui/StateDot.tsx'

/** The colour of a server's state. */
export const stateTone: Record<ServerState, Tone> = {
  ready: 'ok',
  starting: 'wait',
  stopping: 'wait',
  pending: 'wait',
  running: 'wait',
  stopped: 'off',
}
