import { afterEach, expect, test, vi } from 'vitest'
import { setCsrfToken } from '../../api/csrf.ts'
import { call } from '../../api/http.ts'
import { permissionsOf } from '../../api/permissions.ts'
import { answeredByHeader, type SignedIn } from '#server/contract.ts'
import { apiCallOf } from '../copies/api-call.ts'
import { asCurl } from '../copies/as-code.ts'
import { evidenceOf } from '../findings/evidence-of.ts'
import { exchanges } from '../record/exchange-store.ts'
import { sharedValue } from '../share/share-link.ts'
import { inflated } from '../share/compress.ts'
import { explained } from '../findings/use-explained.ts'
import { harOf } from './write-har.ts'

const session: SignedIn = {
  state: 'signed-in',
  identity: { kind: 'user', name: 'admin', scopes: ['tokens'] },
  hub: { version: '6.1.1' },
  prefix: '/',
  hubUrl: '/hub/',
  delegable: null,
  csrf: 'planted-csrf',
  service: { name: 'hubscope', version: '0' },
}

afterEach(() => vi.unstubAllGlobals())

test('what was secret in requests and answers is in no export, no link and no copy', async () => {
  setCsrfToken('planted-csrf')
  const answers = [
    {
      status: 201,
      body: { token: 'planted-token', note: 'kept-note', id: 'a1' },
    },
    { status: 200, body: { name: 'kept-name', auth_state: { access: 'planted-state' } } },
    {
      status: 403,
      body: { status: 403, message: 'Bad state for /hub/login?_xsrf=planted-xsrf&next=kept-next' },
    },
  ]
  vi.stubGlobal('fetch', async () => {
    const { status, body } = answers.shift() ?? { status: 500, body: {} }
    return new Response(JSON.stringify(body), {
      status,
      headers: {
        [answeredByHeader]: 'hub',
        'Content-Type': 'application/json',
        'X-Auth-Token': 'planted-header',
      },
    })
  })
  const params = { user: 'admin' }
  // Mismatches and refusals are what one looks at in the inspector.
  await Promise.allSettled([
    call('createToken', { params, body: { note: 'kept-note', auth: { password: 'planted-password' } } }),
    call('getUser', { params, query: { _xsrf: 'planted-query', state: 'active' } }),
    call('listUsers'),
  ])

  const permissions = permissionsOf(session)
  const list = exchanges.snapshot()
  const har = harOf(list, {
    version: '0',
    hubVersion: '6.1.1',
    now: Date.now(),
    urlOf: ({ path, query }) => `https://hub.example/hub/api${path}?${query}`,
    evidenceOf: (exchange) => evidenceOf(exchange, permissions),
    findingsOf: (exchange) => explained(exchange, permissions, undefined).findings,
  })
  const links = await Promise.all(
    list.map(async (exchange) => {
      const value = await sharedValue(exchange, evidenceOf(exchange, permissions))
      return value && inflated(value)
    }),
  )
  const copies = list.map((exchange) => {
    const copied = apiCallOf(exchange, 'https://hub.example/hub/api')
    return copied && asCurl(copied)
  })
  const written = { har: JSON.stringify(har), links: links.join('\n'), copies: copies.join('\n') }
  for (const [where, text] of Object.entries(written)) expect(text, where).not.toContain('planted')
  expect(written.har).toContain('kept-name')
  expect(written.har).toContain('kept-next')
  expect(written.links).toContain('kept-next')
  expect(written.copies).toContain('kept-note')
})
