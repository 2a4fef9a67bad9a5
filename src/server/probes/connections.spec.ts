import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text as readAll } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { echoSchema } from '#diagnosis/doctor/results.ts'
import { createFixture } from '../testing/fixture.ts'
import { createHandshakes } from './handshakes.ts'
import { askOnWire, type WireRequest } from './node-ask.ts'
import { openSockets } from './sockets.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

describe('requests on the wire', () => {
  it('carry another Host, keep the path as it is, and follow nothing', async () => {
    const seen: { host: string | undefined; url: string | undefined }[] = []
    const server = createServer(({ headers, url }, response) => {
      seen.push({ host: headers.host, url })
      response.writeHead(302, { Location: '/elsewhere', 'Set-Cookie': ['a=1', 'b=2'] }).end()
    })
    const port = await listen(server)
    const url = new URL(`http://127.0.0.1:${port}//x/a%40b%2Fc?q=%20`)
    const response = await askOnWire(url, { host: 'hub.test', signal: AbortSignal.timeout(5000) })
    expect(response.status).toBe(302)
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(seen).toEqual([{ host: 'hub.test', url: '//x/a%40b%2Fc?q=%20' }])
  })

  it('go where the first answer came from, as long as their pin is the same', async () => {
    const hosts: (string | undefined)[] = []
    const port = await listen(
      createServer(({ headers }, response) => response.end(hosts.push(headers.host) && 'x')),
    )
    const pin: WireRequest['pin'] = {}
    const signal = AbortSignal.timeout(5000)
    await askOnWire(new URL(`http://127.0.0.1:${port}/`), { pin, signal })
    expect(pin).toEqual({ address: '127.0.0.1' })
    // A name that leads nowhere: only the pin makes this arrive.
    await askOnWire(new URL(`http://hub.invalid:${port}/`), { pin, signal })
    expect(hosts).toEqual([`127.0.0.1:${port}`, `hub.invalid:${port}`])
  })

  it('fail when the answer is none that HTTP knows', async () => {
    const port = await listen(createServer((_, response) => response.writeHead(999).end()))
    const asking = askOnWire(new URL(`http://127.0.0.1:${port}/`), { signal: AbortSignal.timeout(5000) })
    await expect(asking).rejects.toThrow(RangeError)
  })

  it('fail with the code of the connection', async () => {
    const server = createServer()
    const port = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    const asking = askOnWire(new URL(`http://127.0.0.1:${port}/`), { signal: AbortSignal.timeout(5000) })
    await expect(asking).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('WebSockets', () => {
  async function start() {
    const handshakes = createHandshakes()
    const server = createServer()
    const stopping = new AbortController()
    openSockets(server, { prefix: '/p/', handshakes, clock: () => 5, stopping: stopping.signal })
    return { handshakes, stopping, port: await listen(server) }
  }

  it('remember what their request looked like, and tell it to no script of another origin', async () => {
    const { handshakes, stopping, port } = await start()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/p/api/ws?id=one`, { origin: 'https://hub.test' })
    const said: unknown[] = []
    socket.on('message', (data) => said.push(data))
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
    expect(handshakes.find('one')).toMatchObject({
      at: 5,
      headers: { origin: 'https://hub.test', upgrade: 'websocket' },
    })
    const closed = new Promise((resolve) => socket.on('close', resolve))
    stopping.abort()
    expect(await closed).toBe(1001)
    expect(said).toEqual([])
  })

  it.each(['//', '//ada:pass@hub/p/api/ws', 'http://[/p/api/ws'])(
    'refuse the request target %s, which is no path',
    async (target) => {
      const { port } = await start()
      const socket = connect(port, '127.0.0.1')
      socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
      expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 40[04] /)
    },
  )

  it('open at their own address only', async () => {
    const { port } = await start()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/p/api/other`)
    const error = await new Promise<Error>((resolve) => socket.on('error', resolve))
    expect(error.message).toContain('404')
  })

  it('are told about when their request arrived as an ordinary one', async () => {
    const handshakes = createHandshakes()
    const { get } = createFixture({ handshakes })
    expect((await get('api/ws?id=two')).status).toBe(426)
    expect(echoSchema.parse(await (await get('api/ws/seen?id=two')).json()).target).toContain('id=two')
    expect((await get('api/ws/seen?id=three')).status).toBe(404)
    expect((await createFixture().get('api/ws')).status).toBe(501)
  })

  it('remember two hundred', () => {
    const handshakes = createHandshakes()
    const echo = { target: '', method: 'GET', httpVersion: '', peer: null, headers: {}, cookies: [], at: 0 }
    for (let index = 0; index <= 200; index += 1) handshakes.note(`id-${index}`, echo)
    expect(handshakes.find('id-0')).toBeUndefined()
    expect(handshakes.find('id-200')).toBeDefined()
  })
})
