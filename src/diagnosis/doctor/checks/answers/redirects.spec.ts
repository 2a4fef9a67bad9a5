import { expect, it } from 'vitest'
import { examine } from '../../examine.ts'
import type { Asked, Hop } from '../../results.ts'
import { byHub, healthy, silence } from '../../testing/healthy.ts'

const root: Hop = { ...byHub(302, { headers: { location: '/hub/' } }), url: 'https://hub.test/' }
const examined = (asked: Asked) =>
  examine(healthy({ redirects: [root, { ...asked, url: 'https://hub.test/hub/' }] }))

it.each([
  ['Redirects end after 1 step', byHub(200)],
  [
    'Redirects lead to https://login.example after 1 step',
    byHub(302, { headers: { location: 'https://login.example/authorize' } }),
  ],
])('%s', (text, asked) => {
  expect(examined(asked).well).toContain(text)
})

it.each([
  ['nobody answered the last', silence],
  ['the last is no more than a failure', byHub(503)],
  ['the last leads on within the site', byHub(302, { headers: { location: '/hub/next' } })],
])('have no end that was seen where %s', (_, asked) => {
  const { well, unchecked } = examined(asked)
  expect(well.join()).not.toContain('Redirects')
  expect(unchecked).toContain('Redirects')
})
