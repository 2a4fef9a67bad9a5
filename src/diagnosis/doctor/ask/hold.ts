import type { Held } from './context.ts'

/** What a browser's WebSocket and the one of a command have in common. */
interface Socket {
  addEventListener(type: 'open' | 'error', listener: () => void): void
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void
  close(): void
}

/** Says nothing on a socket that is opening, for `ms` from when it is open, then closes it. Never rejects. */
export function hold(socket: Socket, ms: number, signal: AbortSignal): Promise<Held> {
  return new Promise((resolve) => {
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
    // A reset is told as an error, before the end. An end without a close frame has the code 1006.
    socket.addEventListener('error', () => end(opened === undefined ? 'refused' : 'cut'))
    socket.addEventListener('close', ({ code }) =>
      end(opened === undefined ? 'refused' : code === 1006 ? 'cut' : 'closed'),
    )
  })
}
