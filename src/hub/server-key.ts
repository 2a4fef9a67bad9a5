/** `user/server`, as the hub's own `!server=` filter writes it; `alice/` is alice's default server. */
export type ServerKey = `${string}/${string}`

export function serverKey(user: string, server: string): ServerKey {
  return `${user}/${server}`
}

/** Splits at the first slash, as the hub does; undefined when there is none or no user before it. */
export function parseServerKey(text: string): { user: string; server: string } | undefined {
  const slash = text.indexOf('/')
  if (slash < 1) return undefined
  return { user: text.slice(0, slash), server: text.slice(slash + 1) }
}

/** What a person calls it: the server's name, or `default`. */
export function serverLabel(server: string): string {
  return server === '' ? 'default' : server
}
