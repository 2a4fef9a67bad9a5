import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { explain } from '#diagnosis/read/explain.ts'
import { demand } from '#stack/hub-client.ts'
import { ensureVenv } from '#stack/venv.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from './fixtures.ts'

const culprit = 'fay.abe'
const server = `/users/${culprit}/servers/quick`

test('a user who breaks the list is found, everybody else is shown, and the printed line repairs it', async ({
  openAs,
  stack,
  consoleWatch,
}) => {
  test.setTimeout(240_000)
  consoleWatch.expectFailures(/\/users/)
  await demand(stack.hubApi, 'POST', server, { __jupyterhub_bytes__: true, data: 'x' })
  await demand(stack.hubApi, 'DELETE', server)
  // Until now the hub remembers the options; from now on it reads them.
  await stack.stopHub()
  await stack.startHub()
  expect((await stack.hubApi('GET', '/users')).status).toBe(500)
  expect((await stack.hubApi('DELETE', `/users/${culprit}`)).status, 'not even that').toBe(500)

  const page = await openAs('admin', 'users?size=100')
  await expect(page.getByText('One user breaks the hub’s list of users')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Find out the name' }).click()
  await expect(page.getByText(`${culprit} breaks the hub’s list of users`)).toBeVisible({ timeout: 90_000 })
  const table = page.getByRole('table', { name: 'Users of the hub' })
  await expect(table.getByText('gus.abe', { exact: true })).toBeAttached()
  await expect(page.getByText('1–100 of 205 users')).toBeVisible()
  await expectAccessible(page)

  const line = await page.getByRole('region', { name: 'line for the hub’s database' }).innerText()
  await runInDatabase(join(stack.runDir, 'hub.sqlite'), line)
  await page.reload()
  await expect(table).toBeVisible()
  await expect(page.getByText(/breaks the hub’s list/)).toBeHidden()
  expect((await stack.hubApi('GET', `/users/${culprit}`)).status).toBe(200)

  const told = explain(stack.logs()).findings.find(({ code }) => code === 'list-poisoned')
  expect(told?.certainty, 'the hub’s log read as text').toBe('certain')
})

async function runInDatabase(file: string, statement: string): Promise<void> {
  const python = await ensureVenv('4.1.6', { progress: () => {} })
  const script =
    'import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as database:\n    database.execute(sys.argv[2])'
  execFileSync(python, ['-c', script, file, statement])
}
