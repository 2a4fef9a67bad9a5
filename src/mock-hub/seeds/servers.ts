import { findUser, serverRow, type ServerRow, type UserRow } from '../db.ts'
import type { Core } from '../core.ts'
import type { JsonObject } from '../json.ts'
import { serverPath } from '../urls.ts'

const minute = 60_000

/**
 * The servers that are there from the start: ready ones; spawns that end well after 90 s, badly after 45 s, and not for
 * ten minutes; one that failed; stopped named ones; one whose route is missing; a route that leads to nobody. The
 * local stack has some of the same.
 */
export function seedServers(core: Core): void {
  const { db, spawners, proxy, random, baseUrl, clock } = core
  const called = (name: string) => findUser(db, name)
  const others = [...db.users.values()].slice(21)
  const ada = called('ada@example.org')
  const ready = [called('admin'), called('student'), ada, called('grace.hopper+lab@example.org')]
  for (const user of [...ready, ...others.filter((_, index) => index % 9 === 0)]) if (user) running(user, '')
  for (const user of [ada, ...others.filter((_, index) => index % 50 === 3)]) {
    if (user) running(user, 'gpu', { profile: 'GPU, 24 GB' })
  }
  const mary = called('mary ann')
  for (const user of [mary, called('ta'), ...others.filter((_, index) => index % 20 === 7)]) {
    if (user) serverRow(user, 'thesis')
  }

  const [soon, failing, unrouted, gone] = [12, 26, 18, 40].map((index) => others[index])
  const long = called('zoë')
  if (long) spawning(long, '', { script: 'slow', seconds: 600 })
  if (soon) spawning(soon, 'kube', { seconds: 90 })
  if (failing) spawning(failing, 'fail', { seconds: 45 })
  if (mary) {
    const server = serverRow(mary, 'fail')
    const image = 'registry.example.org/lab/scipy-notebook:2026.11'
    const text = `ImagePullBackOff: cannot pull image "${image}": manifest unknown`
    mary.lastActivity = server.lastActivity = clock.now() - 12 * minute
    spawners.restore(mary, server, { failed: { text } })
  }
  if (unrouted) proxy.dropRoute(serverPath(baseUrl, unrouted.name, ''))
  if (gone) {
    proxy.addRoute({
      routespec: serverPath(baseUrl, gone.name, ''),
      target: 'http://127.0.0.1:39999',
      data: { user: gone.name, server_name: '' },
    })
  }

  function spawning(user: UserRow, name: string, options: JsonObject): void {
    // The seed has nobody who waits for the outcome.
    void spawners.start(user, serverRow(user, name), options).catch(() => {})
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
