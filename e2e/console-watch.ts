import type { BrowserContext } from '@playwright/test'

/** What pages of a context printed as error or warning, or threw, and nobody expected. */
export interface ConsoleWatch {
  /** Chromium prints every failed request; those to addresses that match are meant to fail in this test. */
  expectFailures(of: RegExp): void
  problems(): string[]
}

const failedRequest = /^Failed to load resource: /

export function watchConsole(context: BrowserContext): ConsoleWatch {
  const seen: { text: string; url: string }[] = []
  const expected: RegExp[] = []
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    seen.push({ text: message.text(), url: message.location().url })
  })
  context.on('weberror', (event) => {
    const error = event.error()
    seen.push({ text: error.stack ?? error.message, url: event.page()?.url() ?? '' })
  })
  return {
    expectFailures: (of) => {
      expected.push(of)
    },
    problems: () =>
      seen
        .filter(({ text, url }) => !(failedRequest.test(text) && expected.some((one) => one.test(url))))
        .map(({ text, url }) => `${text} (${url})`),
  }
}
