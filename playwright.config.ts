import { defineConfig } from '@playwright/test'
import { chromiumOptions } from './e2e/chromium.ts'
import type { HubOptions } from './e2e/hub/fixtures.ts'
import type { ProxyOptions } from './e2e/proxy/fixtures.ts'
import { hubVersions, type HubVersion } from './e2e/stack/hub-versions.ts'

/** What is tried behind proxies on which hub, besides that they are healthy. */
const proxyTests: Partial<Record<HubVersion, string[]>> = {
  '6.1.1': ['*.e2e.ts'],
  '3.1.1': ['healthy.e2e.ts', 'referer.e2e.ts'],
}

export default defineConfig<object, HubOptions & ProxyOptions>({
  testMatch: '**/*.e2e.ts',
  forbidOnly: Boolean(process.env['CI']),
  // Every worker starts a hub of its own: tests of one file share it, files do not disturb each other.
  workers: 2,
  // `npm test` names the tests that needed a second try.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    launchOptions: chromiumOptions(),
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    viewport: { width: 1280, height: 800 },
    locale: 'en',
    // A trace costs more than what most tests do; where there is a second try, that one is traced.
    trace: process.env['CI'] ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'demo', testDir: 'e2e/demo' },
    { name: 'hub', testDir: 'e2e/hub', testIgnore: 'poisoned-list.e2e.ts', use: { hubBaseUrl: '/' } },
    {
      name: 'hub-jupyter',
      testDir: 'e2e/hub',
      // The others do not depend on the address, or are tried below it on the older hub.
      testMatch: ['doctor', 'exchange', 'login', 'routes', 'secrecy', 'spawns', 'users'].map(
        (name) => `${name}.e2e.ts`,
      ),
      use: { hubBaseUrl: '/jupyter/' },
    },
    // What hubs of different versions refuse differently.
    {
      name: 'hub-5',
      testDir: 'e2e/hub',
      testMatch: ['refusals.e2e.ts', 'grants.e2e.ts', 'reach.e2e.ts'],
      use: { hubRelease: '5.5.4', hubBaseUrl: '/jupyter/' },
    },
    // What hubs before 5.5.3 break on.
    {
      name: 'hub-4',
      testDir: 'e2e/hub',
      testMatch: 'poisoned-list.e2e.ts',
      use: { hubRelease: '4.1.6' },
    },
    // Real proxies in front of every hub.
    ...hubVersions.map((hubRelease) => ({
      name: `proxy-${hubRelease}`,
      testDir: 'e2e/proxy',
      testMatch: proxyTests[hubRelease] ?? 'healthy.e2e.ts',
      // Nothing was broken there.
      ...(hubRelease !== '3.1.1' && { grepInvert: /is repaired by the lines that the doctor prints/ }),
      use: { hubRelease },
    })),
  ],
})
