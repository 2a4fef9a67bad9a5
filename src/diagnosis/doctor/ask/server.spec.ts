import { describe, expect, test } from 'vitest'
import { asked } from '../testing/healthy.ts'
import type { Question } from './ask.ts'
import type { ProbeContext } from './context.ts'
import { askServer, type FoundRoute, type Look } from './server.ts'

const origin = 'https://hub.test'
const json = { 'Content-Type': 'application/json' }

/** A browser on a site that answers like this, by path. `redirect`: a redirect that it hides. */
function browser(answers: (path: string, question: Question) => Response | 'redirect') {
  const sent: { path: string; question: Question }[] = []
  const sockets: string[] = []
  const context: ProbeContext = {
    kind: 'browser',
    page: { origin, prefix: '/services/hubscope/', hubUrl: `${origin}/hub/`, trustworthy: true },
    signal: new AbortController().signal,
    now: () => 0,
    openSocket: async (url) => {
      sockets.push(url)
      return true
    },
    send: async (url, question) => {
      const path = new URL(url).pathname
      sent.push({ path, question })
      const answer = answers(path, question)
      if (answer !== 'redirect') return answer
      // No test can make one of these otherwise.
      return Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })
    },
  }
  return { context, sent, sockets }
}

const question = { user: 'ada', server: '', ready: true, url: `${origin}/user/ada/` }
const only: Look = { closely: false }
const routed = (route: FoundRoute | undefined): Look => ({ closely: false, findRoute: async () => route })

test('the one question of a sweep carries no cookie, and asks for an answer that does not count as use', async () => {
  const { context, sent } = browser(() => new Response(null, { status: 304 }))
  const reach = await askServer(context, question, only)
  expect(reach.asked.answer?.status).toBe(304)
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({
    path: '/user/ada/api',
    question: { bare: true, headers: { 'If-None-Match': '*' } },
  })
})

describe('a redirect that the browser hides', () => {
  const circles = (_: string, { follow }: Question) =>
    follow ? new Response('{}', { status: 500, headers: json }) : ('redirect' as const)

  test('is followed with the hub’s cookie', async () => {
    const { context, sent } = browser(circles)
    const reach = await askServer(
      context,
      question,
      routed({ spec: '/user/ada/', target: 'http://10.0.0.9' }),
    )
    expect(reach.asked.answer?.status).toBe(500)
    expect(sent[1]?.question).toMatchObject({ follow: true, fromHub: true })
  })

  test('is not, where the proxy has no route: everybody knows where that leads', async () => {
    const { context, sent } = browser(circles)
    const reach = await askServer(context, question, routed({}))
    expect(sent).toHaveLength(1)
    expect(reach).toMatchObject({ route: {}, asked: { answer: { status: 0 } } })
  })
})

describe('a close look', () => {
  const inside = { spec: '/user/ada/', target: 'http://10.0.0.9', owner: 'server' as const, name: 'ada' }
  const close: Look = {
    closely: true,
    findRoute: async () => ({ spec: '/user/ada/', target: 'http://10.0.0.9' }),
    lookAtTarget: async () => ({ ...inside, own: asked({ status: 200 }) }),
  }

  test('opens a WebSocket where the server lets this browser in', async () => {
    const { context, sockets } = browser((path) =>
      path.endsWith('/subscribe') ? new Response(null, { status: 400 }) : new Response(null, { status: 304 }),
    )
    const reach = await askServer(context, question, close)
    expect(sockets).toEqual(['wss://hub.test/user/ada/api/events/subscribe'])
    expect(reach).toMatchObject({ socket: { opened: true }, inside: { own: { answer: { status: 200 } } } })
  })

  test('opens none where it does not', async () => {
    const { context, sockets } = browser((path) =>
      path.endsWith('/subscribe') ? new Response(null, { status: 403 }) : new Response(null, { status: 304 }),
    )
    expect((await askServer(context, question, close)).socket).toBeUndefined()
    expect(sockets).toEqual([])
  })

  test('leaves the browser out where servers have addresses of their own', async () => {
    const { context, sent } = browser(() => new Response())
    const reach = await askServer(context, { ...question, url: 'https://ada.hub.test/user/ada/' }, close)
    expect(sent).toEqual([])
    expect(reach).toMatchObject({ asked: { ms: 0 }, inside: { target: 'http://10.0.0.9' } })
  })
})

describe('a sweep', () => {
  const looked: string[] = []
  const sweep = (target: string): Look => ({
    closely: false,
    findRoute: async () => ({ spec: '/user/ada/', target }),
    lookAtTarget: async (spec) => {
      looked.push(spec)
      return { spec, target, owner: 'server', name: 'ada', own: asked({ status: 200 }) }
    },
  })

  test.each([
    ['https://10.0.0.9', 503, true],
    ['http://10.0.0.9', 503, false],
    ['https://10.0.0.9', 304, false],
  ])('has the service look at %s where the proxy answers %i: %s', async (target, status, isLooked) => {
    looked.length = 0
    const { context, sent } = browser(() => new Response(null, { status }))
    const reach = await askServer(context, question, sweep(target))
    expect(looked).toEqual(isLooked ? ['/user/ada/'] : [])
    expect(reach.inside !== undefined).toBe(isLooked)
    expect(sent).toHaveLength(1)
  })
})
