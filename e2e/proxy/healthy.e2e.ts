import { edgeNames } from './edges/edge.ts'
import { exchange } from './exchange.ts'
import { expect, test } from './fixtures.ts'
import { hubscope, logInAtHub, openHubscope } from './log-in.ts'
import { echoOf } from './echo.ts'
import { watchStart, type Arrived } from './spawn.ts'
import { askTerminal, openTerminal } from './terminal.ts'
import { newVisitor } from './visitor.ts'

/** Seconds that the scripted start takes; its five events come every sixth of it. */
const startSeconds = 3

function eventsOf(arrived: readonly Arrived[]) {
  return arrived.flatMap(({ frame, arrivedAt }) => (frame.kind === 'event' ? [{ ...frame, arrivedAt }] : []))
}

for (const name of edgeNames) {
  test.describe(`behind ${name} as in deploy/`, () => {
    test('people log in, see users, follow a start event by event and work in their server', async ({
      stack,
      putInFront,
    }) => {
      const edge = await putInFront(name)
      const visitor = newVisitor(edge.origin)

      const session = await openHubscope(visitor, 'admin')
      expect(session).toMatchObject({ user: 'admin', hubVersion: stack.hubVersion })

      const users = await visitor.send(`${hubscope}hub/api/users`)
      expect(users.status).toBe(200)
      const names = JSON.parse(users.body).map((user: { name: string }) => user.name)
      expect(names).toEqual(expect.arrayContaining(stack.people.names))

      const server = `kube-${name}`
      const terminal = openTerminal(visitor, 'admin')
      const script = { script: 'kube', seconds: startSeconds }
      const events = eventsOf(await watchStart(visitor, session, server, script, stack.hubApi))
      expect(events.at(-1)?.event).toMatchObject({ ready: true, progress: 100 })
      const live = events.filter(({ replayed }) => !replayed)
      expect(live.length).toBeGreaterThanOrEqual(4)
      // An event has arrived before the one after next was even sent: nothing held them back.
      for (const [index, { arrivedAt }] of live.slice(0, -2).entries()) {
        expect(arrivedAt).toBeLessThan(live[index + 2]?.at ?? 0)
      }

      expect(await askTerminal(visitor, 'admin', await terminal)).toMatchObject({
        opened: true,
        printed: expect.stringContaining('<42>'),
      })
    })

    test('requests arrive as the browser sent them', async ({ putInFront }) => {
      const edge = await putInFront(name)
      const echo = await echoOf(edge.origin, { headers: { authorization: 'token canary' } })
      expect(echo.headers).toMatchObject({
        host: new URL(edge.origin).host,
        'x-scheme': 'https',
        authorization: 'present, scheme token',
      })
      expect(echo.headers['x-forwarded-proto']).toMatch(/^https,/)
      expect(echo.headers['x-forwarded-for']).toBeDefined()
      expect(echo.headers['x-real-ip']).toBeDefined()
    })

    test('the hub knows by which address it is reached', async ({ stack, putInFront }) => {
      const edge = await putInFront(name)
      const answer = await exchange(`${edge.origin}/hub/api/users?limit=1`, {
        headers: {
          authorization: `token ${stack.adminToken}`,
          accept: 'application/jupyterhub-pagination+json',
        },
      })
      expect(answer.status).toBe(200)
      expect(JSON.parse(answer.body)._pagination.next.url).toContain(`${edge.origin}/hub/api/users?`)
    })

    test('plain http is led to https', async ({ putInFront }) => {
      const edge = await putInFront(name)
      const answer = await exchange(`http://localhost:${edge.site.plainPort}/hub/home?x=1`)
      expect(String(answer.status)).toMatch(/^30[18]$/)
      // Caddy leaves the port out, since a browser needs none to come to 443.
      expect(answer.headers.location).toMatch(/^https:\/\/localhost(:\d+)?\/hub\/home\?x=1$/)
    })

    test('large uploads and many cookies pass, and so do names with a slash', async ({ putInFront }) => {
      const edge = await putInFront(name)
      const visitor = newVisitor(edge.origin)
      await logInAtHub(visitor, 'admin')
      await openTerminal(visitor, 'admin')
      const path = '/user/admin/api/contents/large.txt'
      const megabytes = 24
      const saved = await visitor.send(path, {
        method: 'PUT',
        headers: {
          'content-type': 'application/json',
          'x-xsrftoken': visitor.cookie('_xsrf', path) ?? '',
          referer: `${edge.origin}/user/admin/`,
        },
        body: JSON.stringify({ type: 'file', format: 'text', content: 'x'.repeat(megabytes * 1024 * 1024) }),
      })
      expect([200, 201]).toContain(saved.status)

      const cookies = Array.from({ length: 12 }, (_, index) => `service-${index}=${'x'.repeat(1000)}`)
      const echo = await echoOf(edge.origin, { headers: { cookie: cookies.join('; ') } })
      expect(echo.cookies).toHaveLength(12)

      // The hub says of whom it knows nothing: the name arrived whole.
      const unknown = await visitor.send(`${hubscope}hub/api/users/a%2Fb`, {})
      expect(unknown.status).toBe(401)
      const onHub = await exchange(`${edge.origin}/hub/api/users/a%2Fb%25c%3Fd`)
      expect([403, 404]).toContain(onHub.status)
      expect(onHub.headers['x-jupyterhub-version']).toBeDefined()
    })
  })
}
