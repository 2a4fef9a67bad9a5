import type { StreamState } from '../../api/spawns/progress-stream.ts'

/** Why events may be late or missing, while they may. */
export function StreamNotice({ stream }: { stream: StreamState }) {
  const text =
    stream.status === 'broken'
      ? 'The progress stream broke off and is being opened again. Until then the hub’s list of servers is asked.'
      : stream.silent
        ? 'The progress stream is open, but nothing arrives: something between this page and Hubscope may hold it back until it ends (nginx does so with proxy_buffering on). Until then the hub’s list of servers is asked.'
        : undefined
  if (text === undefined) return null
  return (
    <output className="block border-y border-line bg-wait-soft px-5 py-1.5 text-wait max-wide:px-4">
      {text}
    </output>
  )
}
