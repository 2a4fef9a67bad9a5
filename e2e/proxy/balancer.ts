import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type Balancer = { port: number; stop(): Promise<void> }

/** Hands TCP connections on to these ports of this machine in turns, as a balancer in front of several edges does. */
export async function startBalancer(ports: readonly [number, ...number[]]): Promise<Balancer> {
  let count = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const edge = connect(ports[count % ports.length] ?? ports[0], '127.0.0.1')
    count += 1
    const ends = [client, edge]
    for (const end of ends) {
      open.add(end)
      // Either end may be cut off at any time; the other one then ends as well.
      end.on('error', () => {})
      end.on('close', () => {
        open.delete(end)
        for (const each of ends) each.destroy()
      })
    }
    client.pipe(edge).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The balancer has no port')
  return {
    port: address.port,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      for (const each of open) each.destroy()
      await closed
    },
  }
}
