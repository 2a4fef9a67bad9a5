import { WebSocket } from 'ws'
import type { Held } from '#diagnosis/doctor/ask/context.ts'
import { hold } from '#diagnosis/doctor/ask/hold.ts'
import { logInAtHub } from './log-in.ts'
import { newVisitor, type Visitor } from './visitor.ts'

/** Milliseconds that a terminal has for an answer. */
const patience = 20_000

/** Logs in at the user's own server, as its page does, and opens a terminal there. Resolves with the terminal's name. */
export async function openTerminal(visitor: Visitor, user: string): Promise<string> {
  // Of what Jupyter Server has without an interface, files ask for a login first.
  await visitor.visit(`/user/${user}/files/none`)
  const path = `/user/${user}/api/terminals`
  const answer = await visitor.send(path, {
    method: 'POST',
    headers: {
      'x-xsrftoken': visitor.cookie('_xsrf', path) ?? '',
      referer: `${visitor.origin}/user/${user}/`,
    },
  })
  if (answer.status !== 200) throw new Error(`A terminal was answered ${answer.status} ${answer.body}`)
  const { name } = JSON.parse(answer.body) as { name: string }
  return name
}

function socketOf(visitor: Visitor, user: string, terminal: string): WebSocket {
  const path = `/user/${user}/terminals/websocket/${terminal}`
  return new WebSocket(visitor.origin.replace('https:', 'wss:') + path, {
    headers: { cookie: visitor.cookiesFor(path) },
    origin: visitor.origin,
    rejectUnauthorized: false,
    handshakeTimeout: patience,
  })
}

/** How a WebSocket through the edge went: opened, and what a command printed there, or the status it was refused with. */
export type SocketOutcome = { opened: true; printed: string } | { opened: false; status: number }

/** Has the terminal compute something that the command itself does not spell out, and waits until it is printed. */
export function askTerminal(visitor: Visitor, user: string, terminal: string): Promise<SocketOutcome> {
  const socket = socketOf(visitor, user, terminal)
  return new Promise((resolve, reject) => {
    let printed = ''
    const timer = setTimeout(() => socket.close(4000, 'no answer'), patience)
    socket.on('open', () => socket.send(JSON.stringify(['stdin', 'echo "<$((40 + 2))>"\r'])))
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as [string, unknown]
      if (message[0] === 'stdout') printed += String(message[1])
      if (printed.includes('<42>')) socket.close()
    })
    socket.on('close', () => {
      clearTimeout(timer)
      resolve({ opened: true, printed })
    })
    socket.on('unexpected-response', (_request, response) => {
      clearTimeout(timer)
      resolve({ opened: false, status: response.statusCode ?? 0 })
      socket.terminate()
    })
    socket.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}

/** Says nothing to a terminal for `ms`, and tells whether its WebSocket was there until the end. */
export async function holdTerminal(
  visitor: Visitor,
  user: string,
  terminal: string,
  ms: number,
): Promise<Held['end']> {
  const socket = socketOf(visitor, user, terminal)
  return (await hold(socket, ms, AbortSignal.timeout(ms + patience))).end
}

/** Logs in as somebody who has a server, and uses a terminal there, as one who opens a notebook would. */
export async function logInAndAskTerminal(origin: string, user: string): Promise<SocketOutcome> {
  const visitor = newVisitor(origin)
  await logInAtHub(visitor, user)
  return askTerminal(visitor, user, await openTerminal(visitor, user))
}
