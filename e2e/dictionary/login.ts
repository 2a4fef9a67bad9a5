import { exchange, type Exchange } from './exchange.ts'
import type { Browser } from './lab.ts'

/** Logs in through the hub's form, as a browser does. */
export async function logIn(root: string, user: string): Promise<Browser> {
  const form = await exchange(`${root}/hub/login`)
  const before = jarOf(form)
  const xsrf = before.get('_xsrf') ?? ''
  const answer = await exchange(`${root}/hub/login?next=`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookieOf(before), origin: root },
    body: new URLSearchParams({ username: user, password: user, ...(xsrf && { _xsrf: xsrf }) }).toString(),
  })
  if (answer.status !== 302) throw new Error(`the login of ${user}: ${answer.status}`)
  const jar = new Map([...before, ...jarOf(answer)])
  // The value is bound to the session from now on, so the hub hands out another one.
  const home = await exchange(`${root}/hub/home`, { headers: { cookie: cookieOf(jar) } })
  const after = new Map([...jar, ...jarOf(home)])
  return { cookie: cookieOf(after), xsrf: after.get('_xsrf') ?? '' }
}

/** The cookies that an answer sets. */
export function jarOf({ received }: Exchange): Map<string, string> {
  const set = received.filter(([name]) => name.toLowerCase() === 'set-cookie')
  return new Map(
    set.map(([, value]) => {
      const [pair = ''] = value.split(';')
      const at = pair.indexOf('=')
      return [pair.slice(0, at), pair.slice(at + 1)] as const
    }),
  )
}

export function cookieOf(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}
