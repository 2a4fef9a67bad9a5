import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askOnce } from '#diagnosis/doctor/ask/ask.ts'
import { judgeReach } from '#diagnosis/doctor/reach/judge-reach.ts'
import { siteOf } from '#diagnosis/doctor/site.ts'
import { wayOf } from '#diagnosis/doctor/way.ts'
import { siteAt } from '#server/doctor/address.ts'
import { createSend } from '#server/doctor/browse.ts'
import { createJar } from '#server/doctor/jar.ts'
import { http } from '#stack/http.ts'
import type { Stack } from '#stack/stack-options.ts'
import { startStack } from '#stack/stack.ts'
import { waitFor } from '#stack/wait.ts'
import { examineAt } from './examine.ts'
import { startBareProxy } from './bare-proxy.ts'
import { startRealServer } from './real-server.ts'

const service = '/services/hubscope'
const nobody = 'http://127.0.0.1:9'

// Nothing stands in front: what is wrong is behind the hub's own proxy, or past it.
// The pages that older hubs render for their proxy are recorded, and read in a spec.
describe('behind the hub’s proxy, with nothing in front', () => {
  let stack: Stack
  let serverIsUp: Promise<void>

  beforeAll(async () => {
    // A server that ends by itself stays in the hub's model until the hub looks.
    const extraConfig = 'c.Spawner.poll_interval = 3600'
    stack = await startStack({ people: 0, servers: false, culler: false, extraConfig })
    // Its start takes longer than what is looked at first.
    serverIsUp = startRealServer(stack.hubApi)
    serverIsUp.catch(() => {})
  })

  afterAll(() => stack?.stop())

  const changeRoute = (path: string, change: { method: string; json?: unknown }) =>
    http(stack.proxyApiUrl + path, { ...change, headers: { authorization: `token ${stack.proxyToken}` } })

  /** The finding of the command line, and the stations that it draws. */
  async function examined(url = stack.url) {
    const examination = await examineAt(stack, url, { insecure: false })
    const { findings } = examination
    return {
      named: findings.map(({ code, certainty, hop }) => `${code} · ${certainty} · ${hop}`),
      hasEdge: wayOf(examination).some((station) => station.hop === 'edge'),
      lines: findings.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.lines)),
    }
  }

  /** What the pages Servers and Routes say of the server of `admin`. */
  async function reached(): Promise<string> {
    const page = siteAt(stack.url)
    if (!page) throw new Error(`${stack.url} is no address`)
    const browser = { jar: createJar(), page: new URL(page.origin), insecure: false }
    const asker = { send: createSend(browser), signal: AbortSignal.timeout(30_000), now: Date.now }
    const asked = await askOnce(asker, `${stack.url}user/admin/api`)
    const site = siteOf({ at: 0, asker: 'browser', page, hubVersion: stack.hubVersion })
    const verdict = judgeReach(site, { user: 'admin', server: '', ready: true, asked })
    return verdict.kind === 'wrong' ? `${verdict.finding.code} · ${verdict.finding.certainty}` : verdict.kind
  }

  it('a service that has ended is the service’s fault', async () => {
    await changeRoute(service, { method: 'POST', json: { target: nobody } })
    expect(await examined()).toEqual({
      named: ['target-down-503 · certain · service'],
      hasEdge: false,
      lines: [],
    })
  })

  it('a route of the service that was lost is lost', async () => {
    await changeRoute(service, { method: 'DELETE' })
    expect(await examined()).toEqual({
      named: ['route-missing · certain · chp'],
      hasEdge: false,
      lines: [],
    })
  })

  it('a proxy that takes larger headers than usual is not taken for none with certainty', async () => {
    const proxy = await startBareProxy({
      target: new URL(stack.hubApiUrl).origin,
      runDir: stack.runDir,
      largestHeaders: 65_536,
    })
    try {
      expect((await examined(proxy.url)).named).toEqual(['direct-hub-port · likely · edge'])
    } finally {
      await proxy.stop()
    }
  })

  it('a server that has ended counts as ready, and is named', async () => {
    await serverIsUp
    expect(await reached()).toBe('reached')
    await http(`${stack.url}user/admin/api/shutdown`, {
      method: 'POST',
      headers: { authorization: `token ${stack.adminToken}` },
    })
    const isNamed = async () => ((await reached()) === 'reached' ? undefined : true)
    await waitFor('The end of the server', isNamed, { timeout: 30_000 })
    expect(await reached()).toBe('target-down-503 · certain')
  })

  it('a hub that has stopped is the hub’s fault, and what it leaves of servers too', async () => {
    await stack.stopHub()
    expect(await examined()).toEqual({
      named: ['hub-unreachable · certain · hub'],
      hasEdge: false,
      lines: [],
    })
    expect(await reached()).toBe('hub-unreachable · likely')
  })
})
