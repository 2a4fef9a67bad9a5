import { serverKey } from '#hub/server-key.ts'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'

/** The user's servers, the default one first, then by name; undefined when the token may not see them. */
export function orderedServers(user: User): Server[] | undefined {
  return user.servers && Object.values(user.servers).sort((a, b) => (a.name < b.name ? -1 : 1))
}

export interface OptionLine {
  name: string
  /** Text as it is; everything else as JSON. */
  value: string
}

/** What the server was started with, its profile first. Empty options and those without a value are left out. */
export function optionLines(options: Server['user_options']): OptionLine[] {
  return Object.entries(options ?? {})
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }))
    .sort((a, b) => Number(b.name === 'profile') - Number(a.name === 'profile'))
}

/** Where the server is opened; undefined for anything but a path of this host or a web address. */
export function serverHref(server: Server): string | undefined {
  return /^(https?:\/\/|\/(?!\/))/i.test(server.url) ? server.url : undefined
}

/** What a person calls it, in a sentence: `ada/gpu`, or "ada’s default server". */
export function serverTitle(user: User, server: Server): string {
  return server.name === '' ? `${user.name}’s default server` : serverKey(user.name, server.name)
}
