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

const listens = (server: Directive, port: string) =>
  server.head === 'server' &&
  server.block?.some(({ head }) => new RegExp(`^listen (?:\\S+:)?${port}\\b`).test(head)) === true

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
    const ports = serving
      .flatMap(locations)
      .flatMap(({ block = [] }) => block)
      .flatMap(({ head }) => /^proxy_pass \S+:(\d+)/.exec(head)?.[1] ?? [])
    return root.filter((each) => ports.some((port) => listens(each, port)))
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
