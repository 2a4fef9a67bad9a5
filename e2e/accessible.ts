import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What a theme can break; everything else is the same in both. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** The page follows the theme at its next frame, and with the shortest fade a colour is the old one for a frame more. */
async function untilColoursStand(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const isFading = () => document.getAnimations().some((each) => each instanceof CSSTransition)
    for (let frames = 0; frames < 2 || isFading(); frames += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
  })
}

/** axe finds nothing on the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Colours that fade from one theme to the other would be measured half-way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await untilColoursStand(page)
    // There are no frames, for which axe would open a page of its own each time.
    const axe = new AxeBuilder({ page }).setLegacyMode(true)
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(rulesOfColour) : axe).analyze()
    const found = violations.map(
      ({ help, nodes }) => `${help}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)}`,
    )
    expect(found, `axe, ${colorScheme}`).toEqual([])
  }
}
