import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import { inside, old } from '../../testing/changes.ts'
import { arriving, asked, echoWith, healthy } from '../../testing/healthy.ts'

/** A site whose Host is changed on the way, and whose servers allow these origins. */
function changed(...allowed: (string | undefined)[]) {
  const targets = allowed.map((origin, index) => ({
    spec: `/user/u${index}/`,
    target: 'http://10.0.0.9:8888',
    owner: 'server' as const,
    name: `u${index}`,
    own: asked({
      status: 200,
      headers: origin === undefined ? {} : { 'access-control-allow-origin': origin },
    }),
  }))
  return { ...arriving({ host: '127.0.0.1:8000' }), ...inside({ targets }) }
}

const codes = (change: object) => examine(healthy(change)).findings.map(({ code }) => code)

test.each([[['https://hub.test']], [['*', 'https://hub.test']]])(
  'a changed Host is no fault where servers allow %j',
  (allowed) => {
    const { findings, well } = examine(healthy(changed(...allowed)))
    expect(findings).toEqual([])
    expect(well).toContain('Host is changed on the way, and users’ servers allow pages of https://hub.test')
  },
)

test('of many servers it says how many were asked', () => {
  const change = changed('*', 'https://hub.test')
  const routed = { servers: 300, services: 4 }
  const looked = change.inside && { ...change.inside, routed }
  expect(examine(healthy({ ...change, ...(looked && { inside: looked }) })).well).toContain(
    'Host is changed on the way, and users’ servers (2 of 300 asked) allow pages of https://hub.test',
  )
})

test.each([[[]], [[undefined]], [['https://other.test']], [['https://hub.test', undefined]]])(
  'it is one where they allow %j',
  (allowed) => {
    expect(codes(changed(...allowed))).toEqual(['ws-origin-blocked'])
  },
)

test('to a hub that compares the Referer with Host, servers make no difference', () => {
  expect(
    codes({ ...old, ...changed('https://hub.test'), cookieCall: asked({ status: 403, body: 'hub' }) }),
  ).toContain('ref-blocked')
})

test('WebSockets alone whose Host is changed are allowed as well', () => {
  const seen = echoWith({ host: '127.0.0.1:8000' })
  const sockets = [{ opened: true, ms: 9, seen }]
  const { inside: allowing } = changed('https://hub.test')
  expect(codes({ sockets, inside: allowing })).toEqual([])
  expect(codes({ sockets })).toEqual(['ws-origin-blocked'])
})
