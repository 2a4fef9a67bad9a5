import type { Dialect, Directive } from './directives.ts'

/** Words with their quotes, and the three signs that end or hold directives; comments are left out. */
const tokens = /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[;{}]|(?:\$\{\w+\}|[^\s;{}"'])+/g

function read(text: string): Directive[] {
  const root: Directive[] = []
  const open = [root]
  let words: string[] = []
  for (const [token] of text.matchAll(tokens)) {
    if (token.startsWith('#')) continue
    if (token === '}') open.pop()
    else if (token === ';' || token === '{') {
      const directive: Directive = { head: words.join(' '), ...(token === '{' && { block: [] }) }
      open.at(-1)?.push(directive)
      if (directive.block) open.push(directive.block)
      words = []
    } else words.push(token)
  }
  return root
}

function write(directives: readonly Directive[]): string {
  return directives
    .map(({ head, block }) => (block ? `${head} {\n${write(block)}}\n` : `${head};\n`))
    .join('')
}

/** Directives that may stand several times have their first argument in the name. */
function nameOf(head: string): string {
  const [name = '', first = ''] = head.split(' ')
  if (name === 'limit_req_zone') return `${name} ${/zone=\w+/.exec(head)?.[0]}`
  return /^(?:proxy_set_header|add_header|map)$/.test(name) ? `${name} ${first.toLowerCase()}` : name
}

/** `address` is a port, or `unix:` with a path. */
const listens = (server: Directive, address: string) =>
  server.head === 'server' &&
  server.block?.some(({ head }) =>
    address.startsWith('unix:')
      ? head === `listen ${address}`
      : new RegExp(`^listen (?:\\S+:)?${address}\\b`).test(head),
  ) === true

/** Where an upstream’s name leads, or the address itself. */
function addressesOf(root: readonly Directive[], host: string): string[] {
  const upstream = root.find(({ head }) => head === `upstream ${host}`)
  if (!upstream) return [host]
  return (upstream.block ?? []).flatMap(({ head }) => /^server (\S+)/.exec(head)?.[1] ?? [])
}

const locations = ({ block = [] }: Directive) =>
  block.filter(
    (each) =>
      each.head.startsWith('location') && each.block?.some(({ head }) => head.startsWith('proxy_pass ')),
  )

export const nginx: Dialect = {
  read,
  write,
  nameOf,
  serving: (root, port) => root.filter((each) => listens(each, port)),
  behind(root, serving) {
    const addresses = serving
      .flatMap(locations)
      .flatMap(({ block = [] }) => block)
      .flatMap(({ head }) => /^proxy_pass https?:\/\/([^/]+)/.exec(head)?.[1] ?? [])
      .flatMap((host) => addressesOf(root, host))
      .map((address) => (address.startsWith('unix:') ? address : (address.split(':').at(-1) ?? address)))
    return root.filter((each) => addresses.some((address) => listens(each, address)))
  },
  place: (root, serving, name) =>
    name.startsWith('http,')
      ? [root]
      : serving.flatMap(locations).flatMap(({ block }) => (block ? [block] : [])),
  usualPlace(server, { head }) {
    const inside = head.startsWith('proxy_') ? locations(server) : [server]
    return inside.flatMap(({ block }) => (block ? [block] : []))
  },
}
