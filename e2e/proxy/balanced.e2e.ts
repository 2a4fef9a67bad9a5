import { join } from 'node:path'
import { startBalancer } from './balancer.ts'
import { check, checkConnection, refusedOnPurpose } from './check-connection.ts'
import { expect, test } from './fixtures.ts'
import { trustInPython } from './hub.ts'
import { hubscope } from './log-in.ts'
import { originOf, type Change } from './site.ts'

// The authority is thrown away after the test; nobody installs it.
test.use({ ignoreHTTPSErrors: true })

const realIp = 'proxy_set_header X-Real-IP $remote_addr;'
/** Comes to the hub’s proxy from an address of its own, as an edge on another machine does. */
const from = (address: string): Change => ({ find: realIp, put: `proxy_bind ${address};` })
/** And names the visitor. */
const namingFrom = (address: string): Change => ({ find: realIp, put: `proxy_bind ${address};\n${realIp}` })

for (const [title, edgeAt, finds] of [
  ['two edges that do not name the visitor are found by their addresses', from, true],
  ['two edges that name the visitor are no finding', namingFrom, false],
] as const) {
  test(`in Chromium, behind a balancer of connections, ${title}`, async ({
    page,
    putInFront,
    consoleWatch,
  }) => {
    consoleWatch.expectFailures(refusedOnPurpose)
    const [one, two] = [
      await putInFront('nginx', [edgeAt('127.0.0.2')]),
      await putInFront('nginx', [edgeAt('127.0.0.3')]),
    ]
    // Not one by one: where nobody knows the certificate, Chromium connects twice for a WebSocket, and would keep step.
    const balancer = await startBalancer([one.site.port, two.site.port, two.site.port])
    try {
      await checkConnection(page, originOf(balancer))
      const card = page.getByRole('article', { name: /client’s address changes/ })
      if (finds) {
        await expect(card).toContainText('xsrf-login-ip · certain')
        await expect(card).toContainText(/the hub (took|takes) this visitor for 2 different ones/)
        await expect(card).toContainText(/come from .*127\.0\.0\.[23] \(\d+\), .*127\.0\.0\.[23] \(\d+\)\./)
        await expect(card.getByRole('region', { name: 'nginx' })).toContainText(realIp)
        await expect(card.getByRole('region', { name: 'jupyterhub_config.py' })).toContainText(
          'trusted_downstream_ips',
        )
      } else {
        await expect(page.getByText('The visitor’s address stays the same')).toBeVisible()
        await expect(page.getByRole('article')).toHaveCount(0)
      }
    } finally {
      await balancer.stop()
    }
  })
}

test('in Chromium, two edges that the hub has been told of are no finding, though their addresses arrive', async ({
  page,
  putInFront,
  consoleWatch,
  stack,
  certificates,
}) => {
  // The hub starts twice.
  test.setTimeout(240_000)
  consoleWatch.expectFailures(refusedOnPurpose)
  const [one, two] = [
    await putInFront('nginx', [from('127.0.0.2')]),
    await putInFront('nginx', [from('127.0.0.3')]),
  ]
  const balancer = await startBalancer([one.site.port, two.site.port, two.site.port])
  const trusting = trustInPython(join(certificates, 'ca.pem'))
  try {
    await checkConnection(page, originOf(balancer))
    const card = page.getByRole('article', { name: /client’s address changes/ })
    const lines = card.getByRole('region', { name: 'jupyterhub_config.py' })
    const printed = /^c\.JupyterHub\.trusted_downstream_ips\.extend\(.*$/m.exec(await lines.innerText())?.[0]
    // An open page would go on asking.
    await page.goto('about:blank')
    await stack.stopHub()
    await stack.startHub({ extraConfig: `${trusting}\n${printed}` })
    await page.goto(`${originOf(balancer)}${hubscope}doctor`)
    await check(page)
    await expect(page.getByText('the hub takes the visitor for one all the same')).toBeVisible()
    await expect(page.getByRole('article')).toHaveCount(0)
  } finally {
    await page.goto('about:blank')
    await balancer.stop()
    await stack.stopHub()
    await stack.startHub({ extraConfig: trusting })
  }
})
