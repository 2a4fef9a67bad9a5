import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import { inside, posted } from '../../testing/changes.ts'
import { echoed, echoWith, healthy } from '../../testing/healthy.ts'

type Headers = Record<string, string | undefined>

/** What is found where requests for WebSockets arrive with these headers, one after the other. */
function findingsOf(sockets: readonly Headers[], change = {}) {
  const opened = sockets.map((headers) => ({ opened: true, ms: 9, seen: echoWith(headers) }))
  return examine(healthy({ ...change, sockets: opened }))
}

test('Origin and Host of this page are well, and a handshake without Origin is none of a browser', () => {
  for (const origin of ['https://hub.test', undefined]) {
    const { findings, well } = findingsOf([{ origin }])
    expect(findings).toEqual([])
    expect(well).toContain('WebSockets arrive with Origin and Host of this page')
  }
})

test.each([
  [{ host: '127.0.0.1:8000' }, 'Host of WebSockets', '127.0.0.1:8000'],
  [{ host: 'hub.test', origin: 'http://127.0.0.1:8000' }, 'Origin of WebSockets', 'http://127.0.0.1:8000'],
])('what is changed in a request for a WebSocket alone is named: %j', (headers, about, shown) => {
  const { findings } = findingsOf([{}, headers])
  expect(findings).toMatchObject([{ code: 'ws-origin-blocked', about, certainty: 'certain' }])
  expect(findings[0]?.evidence[0]).toContain(shown)
  expect(findings[0]?.evidence[0]).toContain('1 of 2')
})

test('what is changed in every request is said once, by the check that looks at every request', () => {
  const host = { host: '127.0.0.1:8000' }
  expect(findingsOf([host], { echoes: [echoed(echoWith(host))] }).findings).toMatchObject([{ about: 'Host' }])
  const origin = { origin: 'http://127.0.0.1:8000' }
  const { findings, unchecked } = findingsOf([origin], posted(origin))
  expect(findings).toMatchObject([{ about: 'Origin' }])
  expect(unchecked).toEqual(['WebSocket origin'])
})

test('with --change-origin, WebSockets arrive for the service’s own address, as all requests do', () => {
  const service = { ...inside({}).inside?.service, address: '10.0.0.5:10101' }
  const headers = { host: '10.0.0.5:10101', 'x-forwarded-host': 'hub.test' }
  const change = { inside: { ...inside({}).inside, service }, echoes: [echoed(echoWith(headers))] }
  expect(findingsOf([headers], change).findings).toEqual([])
})

test('of WebSockets that did not open nothing is well', () => {
  const seen = echoWith({ origin: 'https://hub.test' })
  const { well, unchecked } = examine(healthy({ sockets: [{ opened: false, ms: 9, seen }] }))
  expect(well.join()).not.toContain('WebSockets')
  expect(unchecked).toContain('WebSocket origin')
})
