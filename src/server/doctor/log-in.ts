import { ask, type Asker, type Question, recorded } from '#diagnosis/doctor/ask/ask.ts'
import { isRedirect, withoutSecrets } from '#diagnosis/doctor/ask/follow.ts'
import type { Hop, ProbeResults } from '#diagnosis/doctor/results.ts'
import { answererOf } from '#diagnosis/doctor/answerer.ts'
import { formOf } from './form.ts'
import { isSameSite } from './same-site.ts'

export interface Person {
  user: string
  password: string
}

export type LoginOutcome = NonNullable<ProbeResults['login']> & {
  /** The hub itself said that name or password are wrong. */
  refused?: boolean
  /** Where the hub itself sends people to log in, when that is somewhere else: another origin, or behind a button. */
  elsewhere?: string
}

const mostSteps = 20

/**
 * Opens `start` and logs in on the way, as a browser does: redirects, the hub's form, the consent page when there is one,
 * and back. The jar in `asker` then holds the session. Name and password go to `hubOrigin` alone.
 */
export async function logIn(
  asker: Asker,
  start: string,
  person: Person,
  hubOrigin = new URL(start).origin,
): Promise<LoginOutcome> {
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
      if (!URL.canParse(location, url)) {
        return { worked: false, failed: 'a redirect to what is no address', hops }
      }
      const next = new URL(location, url)
      if (!isSameSite(next, new URL(start))) {
        // The hub's own host with another scheme or port is no other login: there the way is at fault.
        // With a code it is the hub's own login that ends there.
        const isOther =
          answererOf(answer) === 'hub' && next.hostname !== here.hostname && !next.searchParams.has('code')
        const elsewhere = isOther ? { elsewhere: next.origin } : {}
        return { worked: false, failed: `a redirect to ${next.origin}`, ...elsewhere, hops }
      }
      url = next.href
      question = { referrer: here.href }
      continue
    }
    if (answer.status === 200 && url.startsWith(start)) return { worked: true, hops }
    const form = formOf(text, here)
    const isLogin = form?.fields.has('username') ?? false
    if (isLogin && filled > 0) {
      // 403 from 5.0 on, 200 before.
      const refused = /Invalid username/i.test(text)
      return { worked: false, failed: 'the login form came again', refused, hops }
    }
    if (!form || answer.status >= 400) {
      const said = answer.says === undefined ? '' : ` “${answer.says}”`
      const isButton = answererOf(answer) === 'hub' && here.pathname.endsWith('/hub/login')
      const elsewhere = isButton && answer.status === 200 ? { elsewhere: buttonOf(text) } : {}
      const failed = `${withoutSecrets(url)} answered ${answer.status}${said}`
      return { worked: false, failed, ...elsewhere, hops }
    }
    const { origin } = new URL(form.action)
    const isTrusted = isLogin ? origin === hubOrigin : isSameSite(new URL(form.action), new URL(start))
    if (!isTrusted) {
      return { worked: false, failed: `a form that is sent to ${origin}`, hops }
    }
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

/** What a login page without a form says on its button: "Sign in with GitHub". Source: jupyterhub's login.html. */
function buttonOf(text: string): string {
  const words = /<a\b[^>]*role="button"[^>]*>([^<]*)</i.exec(text)?.[1]?.replaceAll(/\s+/g, ' ').trim()
  return words ? `“${words}”` : 'another site'
}
