import { useCallback, useEffect, useRef, useState } from 'react'
import type { Reading } from '#diagnosis/read/reading.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/** Something to read: a file, or what was pasted. */
export interface Part {
  name: string
  content: Blob
}

export type ReadingState =
  | { kind: 'idle' }
  | { kind: 'reading'; names: readonly string[]; share: number }
  | { kind: 'done'; names: readonly string[]; reading: Reading; bytes: number; milliseconds: number }
  | { kind: 'failed'; names: readonly string[]; reason: string }

/** One reading at a time, each in a worker of its own, so that cancelling ends it at once. */
export function useReading() {
  const [state, setState] = useState<ReadingState>({ kind: 'idle' })
  const running = useRef<Worker>(undefined)

  const stop = useCallback(() => {
    running.current?.terminate()
    running.current = undefined
  }, [])
  useEffect(() => stop, [stop])

  const clear = useCallback(() => {
    stop()
    setState({ kind: 'idle' })
  }, [stop])

  const read = useCallback(
    (parts: readonly Part[]) => {
      if (parts.length === 0) return
      stop()
      const names = parts.map(({ name }) => name)
      const started = performance.now()
      const worker = new Worker(new URL('reading-worker.ts', import.meta.url), { type: 'module' })
      running.current = worker
      setState({ kind: 'reading', names, share: 0 })
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        if (running.current !== worker) return
        if (data.kind === 'progress') return setState({ kind: 'reading', names, share: data.share })
        stop()
        if (data.kind === 'failed') return setState({ ...data, names })
        setState({
          ...data,
          names,
          bytes: parts.reduce((sum, { content }) => sum + content.size, 0),
          milliseconds: performance.now() - started,
        })
      })
      worker.addEventListener('error', () => {
        if (running.current !== worker) return
        stop()
        setState({ kind: 'failed', names, reason: 'The reader could not be started. Reload the page.' })
      })
      worker.postMessage({ parts: parts.map(({ content }) => content) } satisfies ToWorker, [])
    },
    [stop],
  )

  return { state, read, clear }
}
