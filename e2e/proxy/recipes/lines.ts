import type { Dialect, Directive } from './directives.ts'

/** Lines that are directives; `opens` and `closes` tell those that begin and end a block. */
function readLines(
  text: string,
  { opens, closes }: { opens: (line: string) => string | undefined; closes: (line: string) => boolean },
): Directive[] {
  const root: Directive[] = []
  const open = [root]
  for (const raw of text.split('\n')) {
    const line = raw.trim().replaceAll(/\s+/g, ' ')
    if (line === '' || line.startsWith('#')) continue
    const head = opens(line)
    if (closes(line)) open.pop()
    else if (head === undefined) open.at(-1)?.push({ head: line })
    else {
      const block: Directive[] = []
      open.at(-1)?.push({ head, block })
      open.push(block)
    }
  }
  return root
}

function writer(open: (head: string) => string, close: (head: string) => string) {
  const write = (directives: readonly Directive[]): string =>
    directives
      .map(({ head, block }) => (block ? `${open(head)}\n${write(block)}${close(head)}\n` : `${head}\n`))
      .join('')
  return write
}

const blockOf = ({ block }: Directive) => (block ? [block] : [])

export const apache: Dialect = {
  read: (text) =>
    readLines(text, {
      opens: (line) => (/^<\w/.test(line) ? line : undefined),
      closes: (line) => line.startsWith('</'),
    }),
  write: writer(
    (head) => head,
    (head) => `</${/^<(\w+)/.exec(head)?.[1]}>`,
  ),
  nameOf(head) {
    const [name = '', ...words] = head.split(' ')
    if (name === 'RequestHeader' || name === 'Header')
      return `${name} ${words.filter((word) => word !== 'always')[1]?.toLowerCase()}`
    return name.startsWith('ProxyPass') ? `${name} ${words[0]}` : name
  },
  serving: (root, port) => root.filter(({ head }) => head === `<VirtualHost *:${port}>`),
  place: (_, serving) => serving.flatMap(blockOf),
  usualPlace: blockOf,
}

export const caddy: Dialect = {
  read: (text) =>
    readLines(text, {
      opens: (line) => (line.endsWith('{') ? line.slice(0, -1).trim() : undefined),
      closes: (line) => line === '}',
    }),
  write: writer(
    (head) => `${head} {`,
    () => '}',
  ),
  nameOf(head) {
    const [name = '', first = ''] = head.split(' ')
    return name.startsWith('header') ? `${name} ${first.toLowerCase()}` : name
  },
  // One site is all that the operator's file holds; its port is set around it.
  serving: (root) => root.filter(({ block }) => block !== undefined).slice(-1),
  place(root, serving, name) {
    if (name !== 'the global options') {
      return serving
        .flatMap(({ block = [] }) => block.filter(({ head }) => head.startsWith(name)))
        .flatMap(blockOf)
    }
    const options = root.find(({ head }) => head === '') ?? { head: '', block: [] }
    if (!root.includes(options)) root.unshift(options)
    return blockOf(options)
  },
  usualPlace: blockOf,
}

const sections = /^(?:global|defaults|frontend|backend|listen|userlist|cache)\b/

export const haproxy: Dialect = {
  read(text) {
    const root: Directive[] = []
    for (const directive of readLines(text, { opens: () => undefined, closes: () => false })) {
      if (sections.test(directive.head)) root.push({ ...directive, block: [] })
      else (root.at(-1)?.block ?? root).push(directive)
    }
    return root
  },
  write: writer(
    (head) => head,
    () => '',
  ),
  nameOf(head) {
    const [name = '', action = '', first = ''] = head.split(' ')
    if (/^http-re(?:quest|sponse)$/.test(name)) return `${name} ${action} ${first.toLowerCase()}`
    return name === 'timeout' ? `${name} ${action}` : name
  },
  // A frontend takes its backend and its defaults along.
  serving(root, port) {
    const binds = ({ block = [] }: Directive) =>
      block.some(({ head }) => new RegExp(`^bind \\S*:${port}\\b`).test(head))
    const frontend = root.find(binds)
    return frontend ? [frontend, ...root.filter((each) => each !== frontend && each.head !== 'global')] : []
  },
  place(root, _, name) {
    const kind = name.replace(/^the /, '')
    const found = root.find(({ head }) => head.split(' ')[0] === kind) ?? { head: kind, block: [] }
    if (!root.includes(found)) root.unshift(found)
    return blockOf(found)
  },
  usualPlace: blockOf,
}
