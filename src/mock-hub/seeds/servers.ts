import { findUser, serverRow, type ServerRow, type UserRow } from '../db.ts'
import type { Core } from '../core.ts'
import type { JsonObject } from '../json.ts'
import { serverPath } from '../urls.ts'

const minute = 60_000

/**
 * The servers that are there from the start: ready ones, one spawning for ten minutes, one that failed, stopped named
 * ones, one whose route is missing, and a route that leads to nobody. Needs the seeded users.
 */
export function seedServers(core: Core): void {
  const { db, spawners, proxy, random, baseUrl, clock } = core
  const userCalled = (name: string) => findUser(db, name)
  const others = [...db.users.values()].slice(5)
  const ready = [userCalled('admin'), userCalled('ta'), ...others.filter((_, index) => index % 9 === 0)]
  for (const user of ready) if (user) running(user, '')

  for (const user of others.filter((_, index) => index % 50 === 3))
    running(user, 'gpu', { profile: 'GPU, 24 GB' })
  for (const user of others.filter((_, index) => index % 20 === 7)) serverRow(user, 'thesis')
  const ta = userCalled('ta')
  if (ta) serverRow(ta, 'grading')

  const [spawning, failed, unrouted] = [others[14], others[21], others[18]]
  if (spawning) {
    const server = serverRow(spawning, 'slow')
    // The seed has nobody who waits for the outcome.
    void spawners.start(spawning, server, { seconds: 600 }).catch(() => {})
  }
  if (failed) {
    const server = serverRow(failed, 'fail')
    const image = 'registry.example.org/lab/scipy-notebook:2026.11'
    const text = `ImagePullBackOff: cannot pull image "${image}": manifest unknown`
    server.lastActivity = clock.now() - 12 * minute
    spawners.restore(failed, server, { failed: { text } })
  }
  if (unrouted) proxy.dropRoute(serverPath(baseUrl, unrouted.name, ''))
  const gone = others[5]
  if (gone) {
    proxy.addRoute({
      routespec: serverPath(baseUrl, gone.name, ''),
      target: 'http://127.0.0.1:39999',
      data: { user: gone.name, server_name: '' },
    })
  }

  function running(user: UserRow, name: string, options: JsonObject = {}): ServerRow {
    const server = serverRow(user, name)
    const age = Math.floor(random() * 600 * minute)
    server.target = `http://127.0.0.1:${40_000 + Math.floor(random() * 20_000)}`
    server.started = clock.now() - age
    server.lastActivity = clock.now() - Math.floor(random() * age)
    server.userOptions = options
    server.state = { pid: 1000 + Math.floor(random() * 30_000) }
    user.lastActivity = Math.max(user.lastActivity ?? 0, server.lastActivity)
    spawners.restore(user, server, 'ready')
    proxy.addServer(user, server)
    return server
  }
}
