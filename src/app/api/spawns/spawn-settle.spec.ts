import { describe, expect, it } from 'vitest'
import type { Server } from '#hub/wire/server.ts'
import { settleSpawn } from './spawn-settle.ts'

function server(change: Partial<Server>): Server {
  return {
    name: '',
    ready: false,
    pending: null,
    started: null,
    last_activity: null,
    url: '/user/alice/',
    ...change,
  }
}

const ready = server({ ready: true })
const starting = server({ pending: 'spawn' })
const stopping = server({ pending: 'stop' })

/** What the hub says at each look; the last answer stays. */
function settle(servers: (Server | undefined)[], routed: (boolean | undefined)[]) {
  let waited = 0
  let look = -1
  const at = <Value>(list: Value[]) => list[Math.min(look, list.length - 1)]
  return settleSpawn({
    readServer: async () => {
      look += 1
      return at(servers)
    },
    readRouted: async () => at(routed),
    wait: async (ms) => {
      waited += ms
    },
  }).then((standing) => ({ standing, waited }))
}

describe('asking the hub what became of a spawn', () => {
  it('believes ready at once when the proxy has the route', async () => {
    expect(await settle([ready], [true])).toEqual({ standing: { kind: 'ready', routed: true }, waited: 0 })
  })

  it('waits longer than the second for which a cancelled spawn looks ready', async () => {
    const { standing, waited } = await settle([ready, ready, stopping], [undefined])
    expect(standing).toEqual({ kind: 'stopped' })
    expect(waited).toBeGreaterThan(1_000)
  })

  it('believes a ready that lasts when routes cannot be seen', async () => {
    const { standing, waited } = await settle([ready], [undefined])
    expect(standing).toEqual({ kind: 'ready', routed: undefined })
    expect(waited).toBeGreaterThan(1_000)
  })

  it('waits for a route that comes late, and tells when none comes', async () => {
    expect((await settle([ready], [false, true])).standing).toEqual({ kind: 'ready', routed: true })
    expect((await settle([ready], [false])).standing).toEqual({ kind: 'ready', routed: false })
  })

  it('tells a server that is gone, stopping, or neither ready nor pending as stopped', async () => {
    expect((await settle([undefined], [])).standing).toEqual({ kind: 'stopped' })
    expect((await settle([stopping], [])).standing).toEqual({ kind: 'stopped' })
    expect((await settle([server({})], [])).standing).toEqual({ kind: 'stopped' })
  })

  it('gives a spawner’s last moments a chance, and tells what goes on starting as pending', async () => {
    expect((await settle([starting, ready], [true])).standing).toEqual({ kind: 'ready', routed: true })
    expect((await settle([starting], [])).standing).toEqual({ kind: 'pending' })
  })
})
