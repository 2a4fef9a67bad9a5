import { csrfHeader, originHeader, servicePaths, sessionSchema } from '#server/contract.ts'
import type { Visitor } from './visitor.ts'

export const hubscope = '/services/hubscope/'

/** Through the hub's form, as a person does. @throws Error that says where it ended when it did not work. */
export async function logInAtHub(visitor: Visitor, user: string): Promise<void> {
  const form = await visitor.visit('/hub/login')
  const xsrf = visitor.cookie('_xsrf', '/hub/login')
  const fields = { username: user, password: user, ...(xsrf !== undefined && { _xsrf: xsrf }) }
  const arrival = await visitor.visit('/hub/login?next=%2Fhub%2Ftoken', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', referer: form.url },
    body: new URLSearchParams(fields).toString(),
  })
  if (arrival.status !== 200 || new URL(arrival.url).pathname !== '/hub/token') {
    throw new Error(`The login ended with ${arrival.status} at ${arrival.hops.join(' -> ')}`)
  }
}

/** A login at Hubscope, with what its writes need. */
export type Session = { user: string; hubVersion: string; write: Record<string, string> }

/** Logs in at Hubscope through the hub, which knows the visitor already or is asked for by its form before. */
export async function openHubscope(visitor: Visitor, user: string): Promise<Session> {
  await logInAtHub(visitor, user)
  const arrival = await visitor.visit(`${hubscope}${servicePaths.login}`)
  if (arrival.status !== 200) {
    throw new Error(`Opening Hubscope ended with ${arrival.status} at ${arrival.hops.join(' -> ')}`)
  }
  const answer = await visitor.send(`${hubscope}${servicePaths.session}`, {
    headers: { [originHeader]: visitor.origin },
  })
  const session = sessionSchema.parse(JSON.parse(answer.body))
  if (session.state !== 'signed-in') throw new Error(`Hubscope does not know the login: ${answer.body}`)
  return {
    user: session.identity.name,
    hubVersion: session.hub.version,
    write: { [csrfHeader]: session.csrf, [originHeader]: visitor.origin, 'content-type': 'application/json' },
  }
}
