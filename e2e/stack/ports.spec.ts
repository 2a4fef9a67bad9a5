import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { claimPort, freePorts } from './ports.ts'

it('hands out different ports that can be listened on', async () => {
  const ports = await freePorts(5)
  expect(new Set(ports).size).toBe(5)
  await Promise.all(ports.map(claimPort))
})

it('says in one line what to do about a port that is taken', async () => {
  const [port = 0] = await freePorts(1)
  const other = createServer()
  await new Promise<void>((resolve) => {
    other.listen(port, '127.0.0.1', resolve)
  })
  try {
    await expect(claimPort(port)).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is taken: end what listens there, or choose another port with --port ${port + 1}.`,
    )
  } finally {
    other.close()
  }
})
