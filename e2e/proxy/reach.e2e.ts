import { logIn } from '../hub/login.ts'
import { checkServer } from '../steps.ts'
import { expect, test } from './fixtures.ts'
import { hubscope } from './log-in.ts'

// The authority is thrown away after the test; nobody installs it.
test.use({ ignoreHTTPSErrors: true })

/** Upgrades pass to the hub and its services, and not to users' servers: a location was forgotten. */
const upgradesButForServers = [
  {
    find: 'map $http_upgrade $connection_upgrade {',
    put: 'map $uri $upgrade { ~^/user/ ""; default $http_upgrade; }\nmap $http_upgrade $connection_upgrade {',
  },
  { find: 'Upgrade $http_upgrade;', put: 'Upgrade $upgrade;' },
]

test('WebSockets that only users’ servers do not get are named by the check of a server', async ({
  page,
  putInFront,
  consoleWatch,
}) => {
  test.setTimeout(120_000)
  // What the server refuses to who is not logged in there, and its answers to requests that were to be upgrades.
  consoleWatch.expectFailures(/\/user\/admin\/(files\/none|api\/events\/subscribe)$/)
  const edge = await putInFront('nginx', upgradesButForServers)
  await page.goto(`${edge.origin}${hubscope}servers`)
  await logIn(page, 'admin')
  const panel = await checkServer(page, `${edge.origin}${hubscope}`, 'admin/')
  await expect(panel).toContainText('this browser is not logged in there')
  await page.goto(`${edge.origin}/user/admin/files/none`)
  const again = await checkServer(page, `${edge.origin}${hubscope}`, 'admin/')
  await expect(again).toContainText('WebSockets to admin do not open')
  await expect(again.getByRole('link', { name: 'ws-upgrade-stripped' })).toBeVisible()
  await expect(again).toContainText('proxy_set_header Upgrade $http_upgrade;')
})
