import { expect, test } from 'vitest'
import { examine } from '../../examine.ts'
import { codes, inside } from '../../testing/changes.ts'
import { arriving, byEdge, byHub, healthy } from '../../testing/healthy.ts'

const lost = arriving({ 'x-scheme': undefined, 'x-forwarded-proto': 'http' })
const root = (location: string, by = byHub) =>
  inside({ redirects: [{ ...by(302, { headers: { location } }), url: 'https://hub.test/' }] })

test('a lost scheme is no fault where the hub was told the public address, as its first redirect shows', () => {
  expect(codes({ ...lost, ...root('https://hub.test/hub/') })).toEqual([])
})

test.each([
  ['http,http', true],
  ['https,http', false],
])('to users’ servers X-Forwarded-Proto %s makes a difference all the same', (proto, isAmiss) => {
  const scheme = arriving({ 'x-scheme': undefined, 'x-forwarded-proto': proto })
  const { well } = examine(healthy({ ...scheme, ...root('https://hub.test/hub/') }))
  const line = well.find((each) => each.includes('public_url'))
  expect(line).toBeDefined()
  expect(line?.includes('cookies of users’ servers lack Secure')).toBe(isAmiss)
})

test('and where it has told its services', () => {
  const { inside: looked } = root('/hub/')
  const service = looked && { ...looked.service, publicHub: 'https://hub.test/hub/' }
  expect(codes({ ...lost, ...(looked && service && inside({ ...looked, service })) })).toEqual([])
})

test.each([
  ['names a path', root('/hub/')],
  ['names another address', root('https://other.test/hub/')],
  ['is not the hub’s', root('https://hub.test/hub/', byEdge)],
  ['was not seen', inside({ redirects: [] })],
])('it is one where that redirect %s', (_, change) => {
  expect(codes({ ...lost, ...change })).toEqual(['proto-downgrade · certain'])
})

test('hubs below 5 mark cookies by the request, whatever they were told', () => {
  const change = { hubVersion: '4.1.6', ...lost, ...root('https://hub.test/hub/') }
  expect(codes(change)).toContain('proto-downgrade · certain')
})
