import { matches, readLines } from './line.ts'

/** A directive with its arguments, and what stands in its block. */
export type Directive = { head: string; block?: Directive[] }

/** How a proxy writes directives, and which of them belong together. */
export type Dialect = {
  read(text: string): Directive[]
  write(directives: readonly Directive[]): string
  /** What two directives have in common of which only one can hold. */
  nameOf(head: string): string
  /** The blocks that answer for an address, the one that takes new directives first. */
  serving(root: readonly Directive[], port: string): Directive[]
  /** The blocks that stand behind those, as another proxy. */
  behind?(root: readonly Directive[], serving: readonly Directive[]): Directive[]
  /** The blocks of a place that a recipe names, made where there are none. */
  place(root: Directive[], serving: readonly Directive[], name: string): Directive[][]
  /** Where a directive goes for which no place is named. */
  usualPlace(block: Directive, directive: Directive): Directive[][]
}

function remove(directives: Directive[], pattern: string): void {
  const kept = directives.filter(({ head }) => !matches(pattern, head))
  directives.splice(0, directives.length, ...kept)
  for (const { block } of directives) if (block) remove(block, pattern)
}

function all(directives: readonly Directive[]): Directive[] {
  return directives.flatMap((each) => [each, ...all(each.block ?? [])])
}

/** What is printed without a block leaves the one that is there. */
function replace(old: Directive, directive: Directive): void {
  old.head = directive.head
  if (directive.block) old.block = directive.block
}

/** Writes the printed lines into a configuration, by nothing but what they say. @throws Error when a place is not found */
export function applyToDirectives(dialect: Dialect, text: string, lines: readonly string[]): string {
  const root = dialect.read(text)
  let serving: Directive[] = []
  let behind: Directive[] = []
  let place: string | undefined
  let pending: string[] = []
  const flush = () => {
    for (const directive of dialect.read(pending.join('\n'))) {
      const places = place === undefined ? undefined : dialect.place(root, serving, place)
      const name = dialect.nameOf(directive.head)
      const within = places && /^(?:the )?global|^http\b/.test(place ?? '') ? places.flat() : serving
      const same = all(within).filter(({ head }) => dialect.nameOf(head) === name)
      for (const old of [...same, ...all(behind).filter(({ head }) => dialect.nameOf(head) === name)])
        replace(old, directive)
      if (same.length > 0) continue
      const targets = places ?? serving.slice(0, 1).flatMap((block) => dialect.usualPlace(block, directive))
      if (targets.length === 0) throw new Error(`No place for “${directive.head}”`)
      for (const target of targets) target.push(structuredClone(directive))
    }
    pending = []
  }
  for (const line of readLines(lines)) {
    if (line.kind !== 'write') flush()
    if (line.kind === 'serves') {
      serving = dialect.serving(root, line.host.split(':').at(-1) ?? '')
      if (serving.length === 0) throw new Error(`Nothing serves ${line.host}`)
    } else if (line.kind === 'further') behind = dialect.behind?.(root, serving) ?? []
    else if (line.kind === 'remove') for (const { block } of serving) remove(block ?? [], line.pattern)
    else if (line.kind === 'place') place = line.name
    else pending.push(line.text)
  }
  flush()
  return dialect.write(root)
}
