import type { ServerState } from '../../api/servers.ts'
import type { Tone } from '../../ui/StateDot.tsx'

/** The colour of a server's state, or of a start that failed. */
export const stateTone: Record<ServerState | 'failed', Tone> = {
  failed: 'bad',
  ready: 'ok',
  starting: 'wait',
  stopping: 'wait',
  pending: 'wait',
  running: 'wait',
  stopped: 'off',
}
