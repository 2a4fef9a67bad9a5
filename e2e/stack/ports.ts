import { createServer, type Server } from 'node:net'
import { StackProblem } from './problem.ts'

const loopback = '127.0.0.1'

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, loopback, () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port')
  return address.port
}

/** `count` different ports of 127.0.0.1 that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  // All are held open until the last is known, so that none is handed out twice.
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)))
  const ports = servers.map(portOf)
  await Promise.all(servers.map(close))
  return ports
}

/** Does nothing when `port` of 127.0.0.1 is free. @throws StackProblem that says what to do. */
export async function claimPort(port: number): Promise<void> {
  try {
    await close(await listen(port))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const other = port < 65_535 ? port + 1 : port - 1
    if (code === 'EADDRINUSE') {
      throw new StackProblem(
        `Port ${port} of ${loopback} is taken: end what listens there, or choose another port with --port ${other}.`,
        { cause: error },
      )
    }
    if (code === 'EACCES') {
      throw new StackProblem(
        `Port ${port} needs more rights than you have: choose one above 1023 with --port.`,
        {
          cause: error,
        },
      )
    }
    throw error
  }
}
