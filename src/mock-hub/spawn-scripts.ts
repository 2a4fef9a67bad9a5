import type { ProgressEvent } from '#hub/progress.ts'
import type { ServerRow, UserRow } from './db.ts'

/** A spawn's course. Times are milliseconds from its beginning. */
export interface SpawnScript {
  events: { at: number; event: ProgressEvent }[]
  end:
    | { kind: 'ready'; at: number }
    /** `status` and `message` as for a `web.HTTPError`; without them it is an ordinary exception. */
    | { kind: 'failed'; at: number; error: SpawnError }
    | { kind: 'never' }
  /** After it became ready, the process ends without the hub being told. */
  diesAfter?: number
  /** How often the hub asks the spawner whether the process lives. */
  pollInterval: number
  stopTakes: number
}

export interface SpawnError {
  /** As the progress stream tells it, after `Spawn failed: `. */
  text: string
  /** What `POST` answers, when the spawner chose it; else 500. */
  answer?: { status: number; message: string }
}

const image = 'registry.example.org/lab/scipy-notebook:2026.11'

type Message = readonly [message: string, htmlMessage?: string]

const podMessages: readonly Message[] = [
  ['[Normal] Scheduled: Successfully assigned hub/{pod} to node-3'],
  [
    `[Normal] Pulling: Pulling image "${image}"`,
    `Pulling image <code>${image}</code>, see <a href="https://registry.example.org/">the registry</a>`,
  ],
  [`[Normal] Pulled: Successfully pulled image "${image}" in 3.81s`],
  ['[Normal] Created: Created container notebook'],
  ['[Normal] Started: Started container notebook', '<b>Started</b> container <code>notebook</code>'],
]
const failMessages: readonly Message[] = [
  ['[Normal] Scheduled: Successfully assigned hub/{pod} to node-3'],
  [`[Normal] Pulling: Pulling image "${image}"`, `Pulling image <code>${image}</code>`],
  [
    `[Warning] Failed: Failed to pull image "${image}": manifest unknown`,
    `<b>Failed</b> to pull <code>${image}</code>`,
  ],
]
const hangMessages: readonly Message[] = [
  ['[Warning] FailedScheduling: 0/3 nodes are available: 3 Insufficient memory.'],
]

const seconds = { quick: 0.4, kube: 8, slow: 25, fail: 3, hang: 60, refused: 0.5, dies: 1 } as const
type ScriptName = keyof typeof seconds

/**
 * The script of a server: `user_options.script`, else the server's name up to the first hyphen, else `quick`.
 * `user_options.seconds` stretches or shortens it. The same rule as the local stack's spawner.
 */
export function scriptFor(user: UserRow, server: ServerRow): SpawnScript {
  const { script, seconds: wished } = server.userOptions ?? {}
  const name = isScript(script) ? script : (server.name.split('-', 1)[0] ?? '')
  const chosen = isScript(name) ? name : 'quick'
  const total = (typeof wished === 'number' && wished > 0 ? wished : seconds[chosen]) * 1000
  return { pollInterval: 30_000, stopTakes: 300, ...course(chosen, total, `jupyter-${user.id}`) }
}

function course(
  name: ScriptName,
  total: number,
  pod: string,
): Omit<SpawnScript, 'pollInterval' | 'stopTakes'> & Partial<SpawnScript> {
  switch (name) {
    case 'quick':
      return { events: [], end: { kind: 'ready', at: total } }
    case 'kube':
      return { events: spread(podMessages, total, pod), end: { kind: 'ready', at: total } }
    case 'slow':
      return { events: spread(podMessages, total, pod), end: { kind: 'ready', at: total }, stopTakes: 12_000 }
    case 'fail':
      return {
        events: spread(failMessages, total, pod),
        end: {
          kind: 'failed',
          at: total,
          error: { text: `ImagePullBackOff: cannot pull image "${image}": manifest unknown` },
        },
      }
    case 'hang':
      return { events: spread(hangMessages, 1000, pod), end: { kind: 'never' } }
    case 'refused':
      return {
        events: [],
        end: {
          kind: 'failed',
          at: total,
          error: {
            text: '400 SpawnException(reason=image): image not allowed',
            answer: { status: 400, message: 'image not allowed' },
          },
        },
      }
    case 'dies':
      return { events: [], end: { kind: 'ready', at: total }, diesAfter: 10_000, pollInterval: 2000 }
  }
}

function spread(messages: readonly Message[], total: number, pod: string): SpawnScript['events'] {
  return messages.map(([message, htmlMessage], index) => ({
    at: (total * (index + 1)) / (messages.length + 1),
    event: {
      progress: Math.floor((90 * (index + 1)) / messages.length),
      message: message.replace('{pod}', pod),
      ...(htmlMessage ? { html_message: htmlMessage } : {}),
    },
  }))
}

function isScript(name: unknown): name is ScriptName {
  return typeof name === 'string' && Object.hasOwn(seconds, name)
}
