import { join } from 'node:path'
import type { Stack } from '#stack/stack-options.ts'
import { startStack } from '#stack/stack.ts'
import { logIn } from '../hub/login.ts'
import { checkServer } from '../steps.ts'
import { makeServerCertificate } from './certificates.ts'
import { examineAt } from './examine.ts'
import { expect, test as base } from './fixtures.ts'
import { hubscope } from './log-in.ts'
import { startRealServer } from './real-server.ts'
import { printedForHub } from './recipes/printed.ts'
import { proxyOptionsIn } from './recipes/proxy-options.ts'
import { logInAndAskTerminal } from './terminal.ts'
import { newVisitor } from './visitor.ts'

const authorityFix = 'Tell the proxy the authority that signed it:'
const nameFix = 'Let the proxy ask by the target’s own name, and tell servers which pages are theirs:'

/** A spawner whose servers speak TLS, and tell the hub so. */
function tlsSpawner(directory: string): string {
  const files = { certfile: join(directory, 'server.pem'), keyfile: join(directory, 'server.key') }
  return `
from scripted import StackSpawner

class TlsSpawner(StackSpawner):
    async def start(self):
        ip, port = await super().start()
        return f"https://{ip}:{port}"

c.JupyterHub.spawner_class = TlsSpawner
c.Spawner.args += ${JSON.stringify(Object.entries(files).map(([name, file]) => `--ServerApp.${name}=${file}`))}
`
}

/** Printed lines, and the port of the site that they were printed for. */
type Repair = { lines?: readonly string[]; port?: number }

const test = base.extend<{ startHub(repair?: Repair): Promise<Stack> }>({
  startHub: async ({ certificates }, provide) => {
    await makeServerCertificate(certificates)
    let stack: Stack | undefined
    await provide(async ({ lines = [], port = 0 } = {}) => {
      await stack?.stop()
      const applied = lines.map((line) => line.replace('/path/to/ca.pem', join(certificates, 'ca.pem')))
      stack = await startStack({
        port,
        people: 0,
        servers: false,
        culler: false,
        // Python heeds it, and Node, which proxy and service run in, does not.
        env: { SSL_CERT_FILE: join(certificates, 'ca.pem') },
        proxyOptions: proxyOptionsIn(applied),
        extraConfig: [tlsSpawner(certificates), ...applied].join('\n'),
      })
      await startRealServer(stack.hubApi)
      return stack
    })
    await stack?.stop()
  },
})

/** The same hub by its address, which the servers' certificate is for, and by a name, which it is not for. */
function addressesOf({ url }: Stack) {
  const { port } = new URL(url)
  return { port: Number(port), address: `http://127.0.0.1:${port}`, name: `http://localhost:${port}` }
}

async function expectOpen(stack: Stack, origin: string): Promise<void> {
  expect(await logInAndAskTerminal(origin, 'admin')).toMatchObject({
    opened: true,
    printed: expect.stringContaining('<42>'),
  })
  const { findings, well } = await examineAt(stack, origin)
  expect(findings).toEqual([])
  expect(well).toContain('1 server runs the hub’s version, 6.1.1')
  expect(well.join('\n')).toContain(
    '1 with a certificate that the proxy trusts and Hubscope’s service does not',
  )
}

test('servers whose certificates the proxy refuses open with the lines that the doctor prints', async ({
  startHub,
  page,
  consoleWatch,
}) => {
  test.setTimeout(300_000)
  const broken = await startHub()
  const { address, name, port } = addressesOf(broken)
  const answer = await newVisitor(address).send('/user/admin/api')
  expect(answer.status).toBe(503)
  expect(broken.logs()).toContain('unable to verify the first certificate')

  consoleWatch.expectFailures(/\/user\/admin\/api$/)
  await page.goto(`${name}${hubscope}servers`)
  await logIn(page, 'admin')
  await page.getByRole('button', { name: 'Check who answers' }).click({ timeout: 30_000 })
  const swept = page.getByRole('list', { name: 'Servers that their users cannot reach' })
  await expect(swept).toContainText('The proxy does not accept the certificate of admin chp-tls-503')
  const panel = await checkServer(page, `${name}${hubscope}`, 'admin/')
  await expect(panel.getByRole('link', { name: 'chp-tls-503' })).toBeVisible()
  await expect(panel).toContainText(nameFix)
  await page.close()

  const byAddress = (await examineAt(broken, address)).findings
  const byName = (await examineAt(broken, name)).findings
  for (const findings of [byAddress, byName]) {
    expect(findings.map(({ code, certainty }) => [code, certainty])).toEqual([['chp-tls-503', 'certain']])
  }
  expect(byAddress[0]?.fixes.map(({ text }) => text)).not.toContain(nameFix)
  const authority = printedForHub(byAddress, authorityFix)
  const both = [authorityFix, nameFix].flatMap((text) => printedForHub(byName, text))

  const trusting = await startHub({ lines: authority, port })
  await expectOpen(trusting, address)
  expect((await newVisitor(name).send('/user/admin/api')).status).toBe(503)
  expect(trusting.logs()).toContain('does not match certificate')
  await expectOpen(await startHub({ lines: both, port }), name)
})
