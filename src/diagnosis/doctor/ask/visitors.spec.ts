import { expect, test } from 'vitest'
import { echoed, echoWith, healthy } from '../testing/healthy.ts'
import type { ProbeContext } from './context.ts'
import { probeVisitors, type Sender } from './visitors.ts'

/** A run on which what arrived came from these. */
async function asked(echoes: readonly string[], sockets: readonly string[] = []) {
  const from = (address: string) => echoWith({ 'x-real-ip': address })
  const senders: Sender[] = []
  const context: ProbeContext = {
    kind: 'browser',
    page: healthy().page,
    send: () => Promise.reject(new Error('asked')),
    signal: new AbortController().signal,
    now: () => 0,
    askAsSenders: async (all) => {
      senders.push(...all)
      return all.map((_, index) => index)
    },
  }
  const found = await probeVisitors(context, {
    ...healthy(),
    echoes: echoes.map((address) => echoed(from(address))),
    sockets: sockets.map((address) => ({ opened: true, ms: 1, seen: from(address) })),
  })
  return { found, addresses: senders.map((sender) => sender['x-real-ip']) }
}

test('the hub is asked once for each sender, of WebSockets too', async () => {
  const { found, addresses } = await asked(['10.0.0.1', '10.0.0.1'], ['10.0.0.2', '10.0.0.1'])
  expect(addresses).toEqual(['10.0.0.1', '10.0.0.2'])
  expect(found).toEqual({ visitors: [0, 1] })
})

test('where all came from one it is not asked', async () => {
  expect(await asked(['10.0.0.1', '10.0.0.1'], ['10.0.0.1'])).toEqual({ found: {}, addresses: [] })
})

test('of many, eight are enough', async () => {
  const many = Array.from({ length: 12 }, (_, index) => `10.0.0.${index}`)
  expect((await asked(many)).addresses).toEqual(many.slice(0, 8))
})
