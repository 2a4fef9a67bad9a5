import { expect, it } from 'vitest'
import { examine } from '../../examine.ts'
import type { Asked } from '../../results.ts'
import { byEdge, byHub, healthy } from '../../testing/healthy.ts'

const examined = (token: Asked) => examine(healthy({ asker: 'command-line', token }))

it('is accepted when the hub itself says whose it is', () => {
  expect(examined(byHub(200)).well).toContain('The hub accepts the token')
  expect(examined(byEdge(200)).well).not.toContain('The hub accepts the token')
})

it('is refused when the hub got it and says no', () => {
  const [finding] = examined(byHub(403, { body: 'hub', says: 'Missing or invalid credentials.' })).findings
  expect(finding).toMatchObject({
    code: 'creds-missing',
    evidence: ['GET /hub/api/user with the token: 403 “Missing or invalid credentials.”.'],
  })
})

it.each([
  ['the hub fails with everything', byHub(500, { body: 'hub' })],
  ['somebody in front answers', byEdge(403)],
])('is not judged where %s', (_, token) => {
  const { findings, unchecked } = examined(token)
  expect(findings).toEqual([])
  expect(unchecked).toContain('Token')
})
