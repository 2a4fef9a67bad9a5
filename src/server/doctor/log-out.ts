import { ask } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { userSchema } from '#hub/wire/user.ts'
import type { Reader } from './reader.ts'

/**
 * Ends the login at the hub, with the token that it brought along. A hub may stop its user's servers at a logout
 * (`shutdown_on_logout`) and tells nobody whether it does: while one runs, or may run unseen, the login is left.
 * @returns whether it is over
 */
export async function logOut(context: ProbeContext, reader: Reader): Promise<boolean> {
  if (!(await hasNoServer(reader))) return false
  await ask(context, `${context.page.hubUrl}logout`, { headers: { Accept: 'text/html' } })
  return (await reader.read('whoAmI')) === undefined
}

async function hasNoServer({ me, held, read }: Reader): Promise<boolean> {
  const extent = held.get('read:servers')
  const seesAll = extent === 'all' || extent?.get('user')?.has(me.name) === true
  const user = userSchema.safeParse(await read('getUser', { user: me.name })).data
  return seesAll && user?.servers !== undefined && Object.keys(user.servers).length === 0
}
