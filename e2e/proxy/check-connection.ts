import { expect, type Page } from '@playwright/test'
import { logIn } from '../hub/login.ts'
import { hubscope } from './log-in.ts'

/** What the doctor's probes ask so that it is refused; Chromium writes that to its console. */
export const refusedOnPurpose = /no-such-endpoint|api\/ws|hubscope-asks-for-nobody|hub\/api\/user/

/** Logs in as `admin` at the doctor's page, and checks the connection. All probes take their time on a busy machine. */
export async function checkConnection(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}${hubscope}doctor`)
  await logIn(page, 'admin')
  await check(page)
}

/** Checks from the doctor's page, by somebody who is logged in. */
export async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check the connection' }).click()
  await expect(page.getByRole('heading', { name: 'Checked and well' })).toBeVisible({ timeout: 45_000 })
}
