import { startBalancer } from './balancer.ts'
import { checkConnection, refusedOnPurpose } from './check-connection.ts'
import { expect, test } from './fixtures.ts'
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
