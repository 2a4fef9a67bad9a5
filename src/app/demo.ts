import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { answerInBrowser } from '#mock-hub/adapters/worker.ts'
import type { MockHub } from '#mock-hub/hub.ts'
import { servicePaths } from '#server/contract.ts'
import { baseUrl } from './base.ts'
import { type Choice, keepChoice, readChoice } from './demo/choice.ts'
import { RefusedPage } from './demo/RefusedPage.tsx'
import { demoService } from './demo/service.ts'
import { answerSite, arriving, sitePath } from './demo/site.ts'
import { storageOf } from './demo/storage.ts'
import { type DemoLogin, keepLogin, openHub, readLogin } from './demo/tab.ts'

/**
 * Puts a mock hub and Hubscope's own service behind this page's requests. `refused`: the hub does not let this person
 * in, and `root` shows what it says; there is no app to start then.
 */
export async function startDemo(root: HTMLElement): Promise<'ready' | 'refused'> {
  const choice = readChoice(new URL(location.href), storageOf('localStorage'))
  keepChoice(choice, storageOf('localStorage'))
  const hub = openHub(choice)
  const login = loginOf(hub, choice)
  if (!login) {
    createRoot(root).render(createElement(RefusedPage, { choice }))
    return 'refused'
  }
  const service = demoService(hub, login, baseUrl)
  const prefixes = [`${servicePaths.relay}/`, 'api/', sitePath].map((path) => `${baseUrl.pathname}${path}`)
  await answerInBrowser({
    workerUrl: new URL('mockServiceWorker.js', baseUrl),
    takes: (url) => url.origin === location.origin && prefixes.some((path) => url.pathname.startsWith(path)),
    respond: (request) =>
      isBelow(request, sitePath)
        ? answerSite(request, hub, baseUrl)
        : service(arriving(request), {
            target: request.url.slice(location.origin.length),
            httpVersion: '1.1',
            peer: '10.0.0.3',
          }),
  })
  return 'ready'
}

/** The tab's login, or a new one when another person was chosen or `?login` asks for it; undefined: not let in. */
function loginOf(hub: MockHub, { persona }: Choice): DemoLogin | undefined {
  const address = new URL(location.href)
  const isWanted = address.searchParams.has('login')
  const known = isWanted ? undefined : readLogin()
  if (isWanted) {
    address.searchParams.delete('login')
    history.replaceState(history.state, '', address)
  }
  if (known?.persona === persona) return known
  const token = hub.signIn(persona, 'hubscope')
  if (token === undefined) return undefined
  const login = { persona, token }
  keepLogin(login)
  return login
}

function isBelow(request: Request, path: string): boolean {
  return new URL(request.url).pathname.startsWith(`${baseUrl.pathname}${path}`)
}
