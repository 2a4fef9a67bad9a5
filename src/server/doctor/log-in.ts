import { ask, type Asker, type Question, recorded } from '#diagnosis/doctor/ask/ask.ts'
import { isRedirect, withoutSecrets } from '#diagnosis/doctor/ask/follow.ts'
import type { Hop, ProbeResults } from '#diagnosis/doctor/results.ts'
import { formOf } from './form.ts'

export interface Person {
  user: string
  password: string
}

export type LoginOutcome = NonNullable<ProbeResults['login']> & {
  /** The hub itself said that name or password are wrong. */
  refused?: boolean
}

const mostSteps = 20

/**
 * Opens the service and logs in on the way, as a browser does: redirects, the hub's form, the consent page when there is
 * one, and back. `start` is where the service is; the jar in `asker` then holds the session.
 */
export async function logIn(asker: Asker, start: string, person: Person): Promise<LoginOutcome> {
  const hops: Hop[] = []
  let url = start
  let question: Question = {}
  let filled = 0
  while (hops.length < mostSteps) {
    const asked = await ask(asker, url, {
      ...question,
      headers: { Accept: 'text/html', ...question.headers },
    })
    hops.push({ ...recorded(asked), url: withoutSecrets(url) })
    const { answer, text = '', location } = asked
    if (!answer) return { worked: false, failed: `${withoutSecrets(url)} did not answer`, hops }
    const here = new URL(url)
    if (isRedirect(answer.status) && location !== undefined) {
      const next = new URL(location, url)
      if (next.origin !== here.origin) return { worked: false, failed: `a redirect to ${next.origin}`, hops }
      url = next.href
      question = { referrer: here.href }
      continue
    }
    if (answer.status === 200 && url.startsWith(start)) return { worked: true, hops }
    const form = formOf(text, here)
    const isLogin = form?.fields.has('username') ?? false
    if (!form || answer.status >= 400) {
      return { worked: false, failed: `${withoutSecrets(url)} answered ${answer.status}`, hops }
    }
    if (isLogin && filled > 0)
      return {
        worked: false,
        failed: 'the login form came again',
        refused: /Invalid username/i.test(text),
        hops,
      }
    const { origin } = new URL(form.action)
    if (origin !== here.origin) return { worked: false, failed: `a form that is sent to ${origin}`, hops }
    if (isLogin) {
      filled += 1
      form.fields.set('username', person.user)
      form.fields.set('password', person.password)
    }
    question = {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new TextEncoder().encode(form.fields.toString()),
      referrer: here.href,
    }
    url = form.action
  }
  return { worked: false, failed: 'the redirects have no end', hops }
}
