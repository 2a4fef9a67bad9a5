import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { answerInBrowser } from '#mock-hub/adapters/worker.ts'
import type { MockHub } from '#mock-hub/hub.ts'
import { baseUrl } from './base.ts'
import { type Choice, keepChoice, readChoice } from './demo/choice.ts'
import { logIn } from './demo/hub-in.ts'
import { RefusedPage } from './demo/RefusedPage.tsx'
import { situationOf } from './demo/situations/all.ts'
import { answerSockets } from './demo/sockets.ts'
import { storageOf } from './demo/storage.ts'
import { type DemoLogin, keepLogin, openHub, readLogin } from './demo/tab.ts'
import { createWay } from './demo/way.ts'

/**
 * Puts a mock hub and Hubscope's own service behind this page's requests. `refused`: the hub does not let this person
 * in, and `root` shows what it says; there is no app to start then.
 */
export async function startDemo(root: HTMLElement): Promise<'ready' | 'refused'> {
  const [browser, tab] = [storageOf('localStorage'), storageOf('sessionStorage')]
  const choice = readChoice(new URL(location.href), browser, tab)
  keepChoice(choice, browser, tab)
  const hub = openHub(choice)
  const login = loginOf(hub, choice)
  if (!login) {
    createRoot(root).render(createElement(RefusedPage, { choice }))
    return 'refused'
  }
  const way = createWay({
    hub,
    login,
    base: baseUrl,
    page: () => ({ href: location.href, isTrustworthy: isSecureContext }),
    situation: situationOf(choice.fault),
  })
  answerSockets(way)
  const { takes, respond } = way
  await answerInBrowser({ workerUrl: new URL('mockServiceWorker.js', baseUrl), takes, respond })
  return 'ready'
}

/**
 * The tab's login, or a new one when another person was chosen, something else is broken or `?login` asks for it;
 * undefined: not let in.
 */
function loginOf(hub: MockHub, { persona, fault }: Choice): DemoLogin | undefined {
  const address = new URL(location.href)
  const isWanted = address.searchParams.has('login')
  const known = isWanted ? undefined : readLogin()
  if (isWanted) {
    address.searchParams.delete('login')
    history.replaceState(history.state, '', address)
  }
  if (known?.persona === persona && known.fault === fault) return known
  const token = logIn(hub, persona, situationOf(fault))
  if (token === undefined) return undefined
  const login = { persona, token, fault }
  keepLogin(login)
  return login
}
