import type { Held, ProbeContext } from '#diagnosis/doctor/ask/context.ts'

/** Holds a WebSocket in silence. A browser tells an end without a close frame by the code 1006. */
export const holdSocket: NonNullable<ProbeContext['holdSocket']> = (url, ms, signal) =>
  new Promise((resolve) => {
    const socket = new WebSocket(url)
    let opened: number | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = (how: Held['end']) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      resolve({ ms: opened === undefined ? 0 : Date.now() - opened, end: how })
      socket.close()
    }
    const stop = () => end('closed')
    signal.addEventListener('abort', stop)
    socket.addEventListener('open', () => {
      opened = Date.now()
      timer = setTimeout(() => end('kept'), ms)
    })
    socket.addEventListener('close', ({ code }) =>
      end(opened === undefined ? 'refused' : code === 1006 ? 'cut' : 'closed'),
    )
  })
