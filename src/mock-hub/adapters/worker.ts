import { http } from 'msw'
import { setupWorker } from 'msw/browser'

/** Which of the page's own requests are answered, and by what. */
export interface BrowserAnswers {
  /** Where mockServiceWorker.js lies; the page must be at or below its folder. */
  workerUrl: URL
  takes(url: URL): boolean
  respond(request: Request): Promise<Response>
}

/** Answers requests of this page without a server, by MSW's service worker; all others pass untouched. */
export async function answerInBrowser({ workerUrl, takes, respond }: BrowserAnswers): Promise<void> {
  const handler = http.all(
    ({ request }) => takes(new URL(request.url)),
    ({ request }) => respond(request),
  )
  await setupWorker(handler).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: workerUrl.href },
  })
}
