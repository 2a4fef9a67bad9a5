import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** How every script and test starts Chromium: the one of CHROMIUM_PATH, an installed one, or Playwright's own. */
export function chromiumOptions(): LaunchOptions {
  const executablePath = process.env['CHROMIUM_PATH'] ?? installed.find((path) => existsSync(path))
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  const isRoot = process.getuid?.() === 0
  return {
    // Chromium refuses to run its sandbox as root.
    args: isRoot ? [...quiet, '--no-sandbox'] : quiet,
    ...(executablePath !== undefined && { executablePath }),
  }
}
