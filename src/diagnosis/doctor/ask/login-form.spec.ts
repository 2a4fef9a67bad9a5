import { expect, test } from 'vitest'
import { resultsSchema } from '../results.ts'
import { healthy } from '../testing/healthy.ts'
import { loginPageFor, visitorCalled } from '../testing/login-page.ts'
import type { Question } from './ask.ts'
import type { ProbeContext } from './context.ts'
import { probeLoginForm } from './login-form.ts'

function asking(answer: (count: number) => string, page = {}) {
  const sent: { url: string; question: Question }[] = []
  const context: ProbeContext = {
    kind: 'browser',
    page: { ...healthy().page, ...page },
    signal: new AbortController().signal,
    now: () => 0,
    send: async (url, question) => new Response(answer(sent.push({ url, question }))),
  }
  return { sent, run: () => probeLoginForm(context) }
}

test('the form is asked for without cookies, at another address each time', async () => {
  const { sent, run } = asking((count) => loginPageFor(visitorCalled(count % 3 === 0 ? 'a' : 'b')))
  const { loginForms } = await run()
  expect(loginForms?.map(({ visitor }) => visitor)).toEqual([0, 0, 1, 0, 0, 1])
  expect(sent.every(({ question }) => question.bare && question.method === undefined)).toBe(true)
  expect(new Set(sent.map(({ url }) => url)).size).toBe(6)
  expect(sent.every(({ url }) => url.startsWith('https://hub.test/hub/login?'))).toBe(true)
})

test('results hold neither the hash of an address nor the token', async () => {
  const { run } = asking(() => loginPageFor(visitorCalled('a')))
  const text = JSON.stringify(resultsSchema.parse(healthy(await run())))
  expect(text).not.toContain(visitorCalled('a'))
  expect(text).not.toMatch(/_xsrf.{0,20}\w{100}/)
})

test.each([
  ['no form', '<!DOCTYPE HTML><title>JupyterHub</title><a role="button" href="/hub/oauth_login">Sign in</a>'],
  ['a form of hub 4.0', '<input type="hidden" name="_xsrf" value="2|8a1b|00ff|1790000000"/>'],
  ['the form of somebody who is logged in', loginPageFor('5f0c3a2be0d14f7c9d6a2b1c0e9f8a7b')],
])('of %s one is enough', async (_, page) => {
  const { sent, run } = asking(() => page)
  const { loginForms } = await run()
  expect(loginForms).toHaveLength(1)
  expect(loginForms?.some((each) => 'visitor' in each)).toBe(false)
  expect(sent).toHaveLength(1)
})

test('a browser does not ask a hub of another origin', async () => {
  const { sent, run } = asking(() => '', { hubUrl: 'https://other.test/hub/' })
  expect(await run()).toEqual({})
  expect(sent).toEqual([])
})
