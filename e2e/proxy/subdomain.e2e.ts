import { logIn } from '../hub/login.ts'
import { expect, test as base } from '../fixtures.ts'
import { openInspector } from '../steps.ts'
import { edges } from './edges/all.ts'
import { findProgram } from './find-program.ts'
import { issueCertificates, putInFrontOf } from './hub.ts'
import { freePorts } from '#stack/ports.ts'
import { siteWithSubdomains } from './site.ts'
import { startHubWithSubdomains, withWildcard } from './subdomains.ts'

/** What the probes ask so that it is refused. */
const refusedOnPurpose = /no-such-endpoint|api\/ws/

/** As for an operator who left the list out of the service's environment: then a twin request would tell. */
const untold = `
for service in c.JupyterHub.services:
    if service["name"] == "hubscope":
        del service["environment"]["HUBSCOPE_ALLOWED_SCOPES"]
`

interface Site {
  /** Where Hubscope is, on a host of its own. */
  hubscope: string
}

const test = base.extend<object, { subdomains: Site }>({
  subdomains: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright finds out what a fixture needs from this pattern.
    async ({}, provide) => {
      const program = await findProgram(edges.nginx)
      if ('missing' in program) return test.skip(true, program.missing)
      const certificates = await issueCertificates()
      const ports = await freePorts(2)
      const stack = await startHubWithSubdomains('6.1.1', certificates.directory, ports[0] ?? 0, untold)
      const edge = await putInFrontOf(stack, edges.nginx, {
        program: program.path,
        certificates: certificates.directory,
        siteName: siteWithSubdomains,
        changes: withWildcard,
        ports,
      })
      const own = new URL(stack.hubscopeUrl)
      await provide({ hubscope: `https://${own.hostname}:${edge.site.port}${own.pathname}` })
      await edge.stop()
      await stack.stop()
      certificates.remove()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})

// The authority is thrown away after the test; nobody installs it.
test.use({ ignoreHTTPSErrors: true })

test('on a host of its own, Hubscope logs people in at the hub’s, and reads and writes', async ({
  page,
  subdomains,
}) => {
  await page.goto(`${subdomains.hubscope}users`)
  await expect(page).toHaveURL(new RegExp(`^https://${siteWithSubdomains}:\\d+/hub/login`))
  await logIn(page, 'admin')
  await expect(page).toHaveURL(`${subdomains.hubscope}users`)
  await expect(page.getByRole('table', { name: 'Users of the hub' })).toContainText('stranger')

  await page.goto(`${subdomains.hubscope}routes`)
  await expect(page.getByText(/^\d+ routes$/)).toBeVisible()
  await page.getByRole('button', { name: 'Re-check' }).click()
  await expect(page.getByText('Nothing to repair')).toBeVisible()
})

test('the doctor is silent there, and says what a browser cannot ask of another host', async ({
  page,
  subdomains,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(refusedOnPurpose)
  await page.goto(`${subdomains.hubscope}doctor`)
  await logIn(page, 'admin')
  await page.getByRole('button', { name: 'Check the connection' }).click()
  await expect(page.getByText(/The way from browser to hub is well/)).toBeVisible({ timeout: 60_000 })
  for (const line of [
    'The progress of a ready server comes at once, and ends, through Hubscope',
    'Host and port arrive',
    'WebSockets open',
    /^No route is missing or stale/,
    /route targets (were asked, and )?answer$/,
  ]) {
    await expect(page.getByRole('listitem').filter({ hasText: line })).toBeVisible()
  }
  await expect(page.getByText(/The hub is at hub\.localhost:\d+, an origin of its own/)).toBeVisible()
  await page.getByRole('button', { name: 'Stop listening' }).click()
})

test('a twin request is out of the browser’s reach there, and its button says so', async ({
  page,
  subdomains,
  consoleWatch,
}) => {
  consoleWatch.expectFailures(/\/hub\/api\/users\/stranger\b/)
  await page.goto(`${subdomains.hubscope}users?user=stranger`)
  await logIn(page, 'ta')
  await expect(page.getByRole('complementary')).toContainText('The hub does not show this user.')
  const dock = await openInspector(page)
  await dock.getByRole('row').filter({ hasText: 'GET /users/stranger' }).getByRole('button').click()
  const compare = dock.getByRole('article').getByRole('button', { name: 'Compare with a twin request' })
  await expect(compare).toHaveAccessibleDescription(/another origin than this page/)
})
