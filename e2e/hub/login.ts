import { expect, type Page } from '@playwright/test'

/** Fills the hub's own login form, to which Hubscope leads who is not logged in, and ends where that began. */
export async function logIn(page: Page, user: string): Promise<void> {
  await page.getByLabel(/username/i).fill(user)
  await page.getByLabel(/password/i).fill(user)
  await page.getByRole('button', { name: /sign in/i }).click()
  await expect(page.getByLabel(/password/i)).toBeHidden()
}
