import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import { inside } from './testing/changes.ts'
import { examinationText, outcomeLine } from './report.ts'
import { byHub, byService, echoWith, echoed, healthy, silence } from './testing/healthy.ts'

test('a healthy way has no finding, and says what was checked', () => {
  const { findings, well, unchecked } = examine(healthy())
  expect(findings).toEqual([])
  expect(well).toContain('Host and port arrive')
  expect(well).toContain('WebSockets open')
  expect(well.length).toBeGreaterThan(20)
  expect(unchecked).toEqual([])
  expect(examine(healthy({ asker: 'command-line' })).unchecked).toEqual(['Login', 'Token'])
})

test('what was not probed is neither well nor wrong', () => {
  const { page: where, at, asker } = healthy()
  const { findings, well, seen } = examine({ page: where, at, asker })
  expect({ findings, well, seen }).toEqual({ findings: [], well: [], seen: 'nothing' })
})

test('what was asked in vain is not well either, and the report says that nothing can be said', () => {
  const { page: where, at, asker } = healthy()
  const examination = examine({
    at,
    asker,
    page: where,
    echoes: [silence],
    hub: [silence, silence],
    hubPage: { ...silence, loggedIn: false },
    userTree: silence,
    errors: { service: silence, hub: silence },
    cached: [silence, silence],
    redirects: [{ ...silence, url: where.origin }],
  })
  expect(examination).toMatchObject({ well: [], seen: 'nothing' })
  expect(examinationText(examination)).toContain('Nothing can be said of the way')
})

test('the way is well only when a call came back from the service, or there is none', () => {
  const { inside: _, ...rest } = healthy({ asker: 'command-line' })
  const outcome = (change: object) => outcomeLine(examine({ ...rest, ...change }))
  expect(outcome({})).toMatch(/^The way from browser to hub is well: \d+ checks, no finding\.$/)
  expect(outcome({ echoes: [byHub(404)], service: 'absent' })).toContain(
    'as far as it shows without Hubscope',
  )
  expect(outcome({ echoes: [silence] })).toContain('Nothing can be said')
})

test('the same cause found twice is one finding with all its evidence', () => {
  const { findings } = examine(
    healthy({
      authorizations: [echoed(echoWith())],
      ...inside({ outside: { reached: true, identity: byHub(403, { body: 'hub' }) } }),
    }),
  )
  expect(findings).toHaveLength(1)
  expect(findings[0]?.evidence).toHaveLength(2)
})

test('lines are those of the proxy that was recognised, with the others at hand', () => {
  const { answer } = byService(200, { headers: { server: 'Apache/2.4.71 (Debian)' } })
  const { findings } = examine(
    healthy({ echoes: [{ at: 0, ms: 9, answer, echo: echoWith({ host: '127.0.0.1:8000' }) }] }),
  )
  const fix = findings[0]?.fixes[0]
  expect(fix?.where).toBe('Apache')
  expect(fix?.lines).toContainEqual({ text: 'ProxyPreserveHost On', added: true })
  expect(fix?.lines[0]?.text).toContain('hub.test')
  expect(fix?.others?.map(({ proxy }) => proxy)).toContain('nginx')
})
