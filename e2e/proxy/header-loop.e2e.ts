import { join } from 'node:path'
import { runProbes } from '#diagnosis/doctor/ask/run.ts'
import { examine } from '#diagnosis/doctor/examine.ts'
import { siteAt } from '#server/doctor/address.ts'
import { createSend } from '#server/doctor/browse.ts'
import { createJar } from '#server/doctor/jar.ts'
import { logIn } from '../hub/login.ts'
import { checkServer } from '../steps.ts'
import { freePorts } from '#stack/ports.ts'
import { startStack } from '#stack/stack.ts'
import { waitFor } from '#stack/wait.ts'
import { runAnonymousDoctor, runDoctor } from './doctor-command.ts'
import { edges } from './edges/all.ts'
import { examineAt } from './examine.ts'
import { expect, test as base } from './fixtures.ts'
import { findProgram } from './find-program.ts'
import { trustInPython } from './hub.ts'
import { hostRouting, type IngressName, publicNameSpawner } from './ingress.ts'
import { hubscope, logInAtHub } from './log-in.ts'
import { printedForHub } from './recipes/printed.ts'
import { proxyOptionsIn } from './recipes/proxy-options.ts'
import { startRealServer } from './real-server.ts'
import { startEdge, type RunningEdge } from './start-edge.ts'
import { logInAndAskTerminal } from './terminal.ts'
import { newVisitor } from './visitor.ts'

/** A hub on a platform whose ingress finds applications by Host, and its `admin` with a server that the hub calls ready. */
type Platform = {
  edge: RunningEdge
  origin: string
  runDir: string
  /** Those that the next one has to have to be the same site. */
  ports: number[]
  stop(): Promise<void>
}

/** Printed lines for the hub's configuration, and the ports of the site that they were printed for. */
type Repair = { lines: readonly string[]; ports: readonly number[] }

const test = base.extend<{ startPlatform(ingress: IngressName, repair?: Repair): Promise<Platform> }>({
  startPlatform: async ({ certificates }, provide) => {
    const ends: (() => Promise<void>)[] = []
    const stopAll = async () => {
      for (const end of ends.splice(0)) await end()
    }
    await provide(async (ingress, { lines, ports: known } = { lines: [], ports: [] }) => {
      const program = await findProgram(edges[ingress])
      test.skip('missing' in program, 'missing' in program ? program.missing : '')
      if ('missing' in program) throw new Error(program.missing)
      const ports = known.length > 0 ? [...known] : await freePorts(3)
      const [ingressPort = 0, plainPort = 0, serverPort = 0] = ports
      const origin = `https://localhost:${ingressPort}`
      const authority = join(certificates, 'ca.pem')
      const stack = await startStack({
        people: 0,
        servers: false,
        culler: false,
        env: { NODE_EXTRA_CA_CERTS: authority, SSL_CERT_FILE: authority },
        proxyOptions: proxyOptionsIn(lines),
        extraConfig: [publicNameSpawner(ingressPort, serverPort), trustInPython(authority), ...lines].join(
          '\n',
        ),
      })
      ends.push(stack.stop)
      const edge = await startEdge({
        edge: edges[ingress],
        program: program.path,
        runDir: stack.runDir,
        upstreamPort: Number(new URL(stack.url).port),
        certificates,
        ports: [ingressPort, plainPort],
        changes: hostRouting(ingress, serverPort),
      })
      ends.unshift(edge.stop)
      await startRealServer(stack.hubApi)
      return { edge, origin, runDir: stack.runDir, ports, stop: stopAll }
    })
    await stopAll()
  },
})

/** How often requests with this end of the path came by the ingress. */
function passes(edge: RunningEdge, path: string): number {
  return edge.logs().split(`${path} `).length - 1
}

/** What the doctor finds in a browser that keeps these cookies. */
async function codesWithCookies(origin: string, cookies: string): Promise<string[]> {
  const page = siteAt(origin)
  if (!page) throw new Error(`${origin} is no address`)
  const send = createSend({ jar: createJar(), page: new URL(page.prefix, origin), insecure: true })
  const results = await runProbes({
    kind: 'command-line',
    page,
    signal: AbortSignal.timeout(60_000),
    now: Date.now,
    send: (url, question, signal) => {
      const headers = { ...question.headers, ...(!question.bare && { Cookie: cookies }) }
      return send(url, { ...question, headers }, signal)
    },
  })
  return examine(results).findings.map(({ code }) => code)
}

/** nginx ends the loop before the hub's proxy would, in words that are said of cookies as well. */
async function expectLoopOfNginx({ edge, origin }: Platform): Promise<void> {
  const visitor = newVisitor(origin)
  await logInAtHub(visitor, 'admin')
  const answer = await visitor.send('/user/admin/api/status?asked=once')
  expect(answer).toMatchObject({ status: 400 })
  expect(answer.body).toContain('400 Request Header Or Cookie Too Large')
  await waitFor('The log of the ingress', async () => passes(edge, '?asked=once') > 300 || undefined, {
    timeout: 10_000,
  })
}

// The authority is thrown away after the test; nobody installs it.
test.use({ ignoreHTTPSErrors: true })

test.describe('an ingress that finds applications by Host', () => {
  test.setTimeout(240_000)

  test('sends requests to a server back to the hub’s proxy, hundreds of times, until their headers are too large', async ({
    startPlatform,
    page,
    consoleWatch,
  }) => {
    const { edge, origin, runDir } = await startPlatform('envoy')
    const visitor = newVisitor(origin)
    await logInAtHub(visitor, 'admin')
    const answer = await visitor.send('/user/admin/api/status?asked=once')
    expect(answer).toMatchObject({ status: 431, body: '' })
    expect(answer.headers['x-jupyterhub-version']).toBeUndefined()
    await waitFor('The log of the ingress', async () => passes(edge, '?asked=once') > 300 || undefined, {
      timeout: 10_000,
    })

    consoleWatch.expectFailures(/\/user\/admin\/api$/)
    await page.goto(`${origin}${hubscope}servers`)
    await logIn(page, 'admin')
    const panel = await checkServer(page, `${origin}${hubscope}`, 'admin/')
    await expect(panel.getByRole('link', { name: 'host-route-loop-431' })).toBeVisible()
    await expect(panel).toContainText(
      `with Host ${new URL(origin).host}, which the proxy hands on, the answer is 431`,
    )
    await expect(panel).toContainText('--change-origin')
    // It would ask on when the platform is gone.
    await page.close()

    const loop = await runDoctor(origin, runDir)
    expect(loop).toMatchObject({ exit: 1, codes: ['host-route-loop-431'] })

    // The same status for another reason: here the request goes round once.
    for (let index = 0; index < 20; index += 1) {
      visitor.keep({ name: `left-over-${index}`, value: 'x'.repeat(1000), path: '/' })
    }
    expect(await visitor.send('/hub/home?bloated')).toMatchObject({ status: 431, body: '' })
    await waitFor('The log of the ingress', async () => passes(edge, '/hub/home?bloated') > 0 || undefined, {
      timeout: 10_000,
    })
    expect(passes(edge, '/hub/home?bloated')).toBe(1)
    expect(await codesWithCookies(origin, visitor.cookiesFor('/'))).toEqual(['cookie-bloat'])
  })

  for (const ingress of ['envoy', 'nginx'] as const) {
    test(`opens servers and their WebSockets with the lines that the doctor prints: ${ingress}`, async ({
      startPlatform,
    }) => {
      const broken = await startPlatform(ingress)
      const { findings } = await examineAt(broken, broken.origin)
      expect(findings.map(({ code }) => code)).toEqual(['host-route-loop-431'])
      if (ingress === 'nginx') {
        await expectLoopOfNginx(broken)
        expect(findings[0]?.evidence).toContain(
          'By the public address the answer is 400 “400 Request Header Or Cookie Too Large”.',
        )
      }
      const lines = printedForHub(
        findings,
        'Let the proxy name the target in Host, and tell servers which pages are theirs:',
      )
      expect(proxyOptionsIn(lines)).toEqual(['--change-origin'])
      await broken.stop()

      const { origin, runDir } = await startPlatform(ingress, { lines, ports: broken.ports })
      expect(await logInAndAskTerminal(origin, 'admin')).toMatchObject({
        opened: true,
        printed: expect.stringContaining('<42>'),
      })
      expect(await runDoctor(origin, runDir)).toMatchObject({ exit: 0, codes: [] })
      // Every Host that arrives is now a target's own, which is no fault of the way.
      expect(await runAnonymousDoctor(origin)).toMatchObject({ exit: 0, codes: [] })
    })
  }
})
