import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import { inside, old } from '../../testing/changes.ts'
import { arriving, asked, echoWith, healthy } from '../../testing/healthy.ts'

/** A site whose Host is changed on the way, and what its servers answer to pages of it; undefined: they were not asked. */
function changed(...statuses: (number | undefined)[]) {
  const targets = statuses.map((status, index) => ({
    spec: `/user/u${index}/`,
    target: 'http://10.0.0.9:8888',
    owner: 'server' as const,
    name: `u${index}`,
    own: asked({ status: 200 }),
    ...(status === undefined ? {} : { fromPage: asked({ status }) }),
  }))
  return { ...arriving({ host: '127.0.0.1:8000' }), ...inside({ targets }) }
}

const codes = (change: object) => examine(healthy(change)).findings.map(({ code }) => code)

test.each([[[200]], [[200, 200]]])(
  'a changed Host is no fault where servers answer its pages with %j',
  (statuses) => {
    const { findings, well } = examine(healthy(changed(...statuses)))
    expect(findings).toEqual([])
    expect(well).toContain('Host is changed on the way, and users’ servers allow pages of https://hub.test')
  },
)

test('of many servers it says how many were asked', () => {
  const change = changed(200, 200)
  const routed = { servers: 300, services: 4 }
  const looked = change.inside && { ...change.inside, routed }
  expect(examine(healthy({ ...change, ...(looked && { inside: looked }) })).well).toContain(
    'Host is changed on the way, and users’ servers (2 of 300 asked) allow pages of https://hub.test',
  )
})

test.each([[[]], [[undefined]], [[404]], [[200, 404]], [[200, undefined]]])(
  'it is one where they answer %j',
  (statuses) => {
    expect(codes(changed(...statuses))).toEqual(['ws-origin-blocked'])
  },
)

test('to a hub that compares the Referer with Host, servers make no difference', () => {
  expect(codes({ ...old, ...changed(200), cookieCall: asked({ status: 403, body: 'hub' }) })).toContain(
    'ref-blocked',
  )
})

test('WebSockets alone whose Host is changed are allowed as well', () => {
  const seen = echoWith({ host: '127.0.0.1:8000' })
  const sockets = [{ opened: true, ms: 9, seen }]
  const { inside: allowing } = changed(200)
  expect(codes({ sockets, inside: allowing })).toEqual([])
  expect(codes({ sockets })).toEqual(['ws-origin-blocked'])
})
