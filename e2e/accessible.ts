import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** axe finds nothing on the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Colours that fade from one theme to the other would be measured half-way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(
      ({ help, nodes }) => `${help}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)}`,
    )
    expect(found, `axe, ${colorScheme}`).toEqual([])
  }
}
