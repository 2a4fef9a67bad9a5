import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import type { ProbeResults } from './results.ts'
import { healthy, silence } from './testing/healthy.ts'
import { uncheckedOf } from './unchecked.ts'

const reasonOf = (name: string, results: ProbeResults) =>
  uncheckedOf(examine(results)).find((each) => each.name === name)?.reason

const without = (...parts: (keyof ProbeResults)[]): ProbeResults => {
  const results = healthy()
  for (const part of parts) delete results[part]
  return results
}

test('a check that was made has no reason why it was not', () => {
  expect(uncheckedOf(examine(healthy()))).toEqual([])
})

test.each(['browser', 'command-line'] as const)(
  'by a %s, every check that could not be made says why',
  (asker) => {
    const { at, page } = healthy()
    const reasons = uncheckedOf(examine({ at, page, asker }))
    expect(reasons.length).toBeGreaterThan(25)
    for (const { name, reason } of reasons) expect(reason, name).toMatch(/^[A-Z].{20,}\.$/)
  },
)

test('what needs a right names it', () => {
  expect(reasonOf('Routes', without('routes'))).toContain('takes the scope proxy')
  const { inside } = healthy()
  if (!inside) throw new Error('the healthy way is looked at from inside')
  const { targets: _, ...rest } = inside
  expect(reasonOf('Route targets', healthy({ inside: rest }))).toContain('takes the scope proxy')
  expect(reasonOf('Versions of servers', healthy({ inside: { ...rest, targets: [] } }))).toContain(
    'No server runs now',
  )
})

test('routes that a silent hub kept from everybody are no matter of rights', () => {
  const { inside } = healthy()
  if (!inside) throw new Error('the healthy way is looked at from inside')
  const results = { ...without('routes'), inside: { ...inside, hub: silence } }
  expect(reasonOf('Routes', results)).toContain('The hub did not answer Hubscope’s service')
})

test('what the service cannot see from where it stands says so', () => {
  const { inside } = healthy()
  if (!inside) throw new Error('the healthy way is looked at from inside')
  const { redirects: _, ...rest } = inside
  expect(reasonOf('Redirects', healthy({ inside: { ...rest, outside: { reached: false } } }))).toContain(
    'does not lead back to it',
  )
  const why = { reached: false, why: 'certificate' } as const
  const distrusted = reasonOf('Redirects', healthy({ inside: { ...rest, outside: why } }))
  expect(distrusted).toContain('the certificate of https://hub.test is not trusted')
  expect(distrusted).not.toContain('container')
  expect(reasonOf('Hub from inside', without('inside'))).toContain('twelve times a minute')
  expect(reasonOf('Hub from inside', { ...without('inside'), asker: 'command-line' })).toContain('--user')
})

test('who named a user is not told to name one', () => {
  const reason = (worked: boolean) =>
    reasonOf('Hub from inside', { ...without('inside'), asker: 'command-line', login: { worked, hops: [] } })
  expect(reason(false)).toContain('the login did not work')
  expect(reason(true)).toContain('did not look around')
})

test('a hub with an origin of its own is for the command line', () => {
  const { page } = healthy()
  const results = {
    ...without('hub', 'hubPage', 'hubVersion'),
    page: { ...page, hubUrl: 'https://hub.other.test/hub/' },
  }
  expect(reasonOf('Hub version', results)).toContain('The hub is at hub.other.test')
})

test('a silent WebSocket takes time, or another one that opens', () => {
  expect(reasonOf('Silent WebSockets', without('idle'))).toContain('takes a minute')
  expect(reasonOf('Silent WebSockets', { ...without('idle'), asker: 'command-line' })).toContain('--idle 65')
  expect(reasonOf('Silent WebSockets', without('idle', 'sockets'))).toContain('No WebSocket opened')
})
