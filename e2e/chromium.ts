import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** What Playwright turns off. Of two lists Chromium takes the last, so ours has to hold this one. */
export const unwantedByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
]

/** Pages of the address bar, which nobody sees here: every window would load both, as much work as loading Hubscope. */
const addressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']

/** How every script and test starts Chromium: the one of CHROMIUM_PATH, an installed one, or Playwright's own. */
export function chromiumOptions(): LaunchOptions {
  const executablePath = process.env['CHROMIUM_PATH'] ?? installed.find((path) => existsSync(path))
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  const features = `--disable-features=${[...unwantedByPlaywright, ...addressBar].join(',')}`
  const isRoot = process.getuid?.() === 0
  return {
    // Chromium refuses to run its sandbox as root.
    args: [...quiet, features, ...(isRoot ? ['--no-sandbox'] : [])],
    ...(executablePath !== undefined && { executablePath }),
  }
}
