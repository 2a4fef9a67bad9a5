import type { BrowserContext } from '@playwright/test'

/** What pages of a context printed as error or warning, or threw, and nobody expected. */
export interface ConsoleWatch {
  /** Chromium prints every failed request and WebSocket; those to addresses that match are meant to fail in this test. */
  expectFailures(of: RegExp): void
  problems(): string[]
}

const failedRequest = /^Failed to load resource: /
const failedSocket = /^WebSocket connection to '([^']+)' failed: /

/** The address that failed; of a WebSocket, the message has it and the location is the script that opened it. */
function failedUrl({ text, url }: { text: string; url: string }): string | undefined {
  return failedRequest.test(text) ? url : failedSocket.exec(text)?.[1]
}

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
        .filter((each) => {
          const failed = failedUrl(each)
          return failed === undefined || !expected.some((one) => one.test(failed))
        })
        .map(({ text, url }) => `${text} (${url})`),
  }
}
