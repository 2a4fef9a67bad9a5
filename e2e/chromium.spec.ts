import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { unwantedByPlaywright } from './chromium.ts'

it('turns off whatever Playwright turns off', () => {
  const bundle = createRequire(import.meta.url).resolve('playwright-core/lib/coreBundle')
  const [, list = ''] = /\bdisabledFeatures = \[\n([^\]]*)\]/.exec(readFileSync(bundle, 'utf8')) ?? []
  const names = [...list.matchAll(/^ *"(\w+)",?$/gm)].map(([, name]) => name)
  expect(names).toContain('HttpsUpgrades')
  expect(unwantedByPlaywright).toEqual(names)
})
