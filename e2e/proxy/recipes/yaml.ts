import { parse, parseAllDocuments, stringify } from 'yaml'
import { matches, readLines } from './line.ts'

type Value = string | number | boolean | null | Value[] | Tree
export type Tree = { [key: string]: Value }

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How an item of a list is called; unnamed ones take the place of the whole list. */
function nameOf(item: Value): string | undefined {
  if (!isTree(item)) return String(item)
  const { header } = item
  const name =
    item['name'] ?? item['upgrade_type'] ?? item['path'] ?? (isTree(header) ? header['key'] : undefined)
  return typeof name === 'string' ? name.toLowerCase() : undefined
}

/** Maps are joined; of named items in lists the printed ones take the place of those with the same name, the others stay. */
export function mergeInto(tree: Tree, printed: Tree): void {
  for (const [key, value] of Object.entries(printed)) {
    const old = tree[key]
    if (isTree(old) && isTree(value)) mergeInto(old, value)
    else if (
      Array.isArray(old) &&
      Array.isArray(value) &&
      value.every((item) => nameOf(item) !== undefined)
    ) {
      const names = new Set(value.map(nameOf))
      tree[key] = [...old.filter((item) => !names.has(nameOf(item))), ...value]
    } else tree[key] = value
  }
}

/** As one writes it in a line, without quotes, commas and the outer braces. */
function flow(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(' ')}]`
  if (!isTree(value)) return String(value)
  const pairs = Object.entries(value).map(
    ([key, each]) => `${key}: ${isTree(each) ? `{ ${flow(each)} }` : flow(each)}`,
  )
  return pairs.join(' ')
}

/** `name`, `holder.name`, `name: value` or `list: item`, wherever it stands; `- item` of whatever list. */
export function removeFrom(value: Value, pattern: string, holder = ''): void {
  if (Array.isArray(value)) {
    const isOut = (item: Value) =>
      matches(pattern, `- ${flow(item)}`) || (!isTree(item) && matches(pattern, `${holder}: ${String(item)}`))
    value.splice(0, value.length, ...value.filter((item) => !isOut(item)))
    for (const item of value) removeFrom(item, pattern, holder)
  } else if (isTree(value)) {
    for (const [key, each] of Object.entries(value)) {
      const names = [key, `${holder}.${key}`, `${key}: ${flow(each)}`]
      if (names.some((name) => matches(pattern, name))) delete value[key]
      else removeFrom(each, pattern, key)
    }
  }
}

/** One of the documents of a file. */
export type Document = { file: string; root: Tree }

export type YamlDialect = {
  /** The parts that a place's name means, made where it says so; without a name, where lines go that name none. */
  place(documents: Document[], name?: string): Tree[]
  /** What is left behind without meaning. */
  tidy?(root: Tree): void
}

/** Writes the printed lines into files by nothing but what they say. @throws Error when a place is not found */
export function applyToYaml(
  dialect: YamlDialect,
  files: Readonly<Record<string, string>>,
  lines: readonly string[],
): Record<string, string> {
  const documents = Object.entries(files).flatMap(([file, text]) =>
    parseAllDocuments(text).map((document): Document => ({ file, root: document.toJS() as Tree })),
  )
  let place: string | undefined
  let pending: string[] = []
  const flush = () => {
    if (pending.length === 0) return
    const printed = parse(pending.join('\n')) as Tree
    const places = dialect.place(documents, place)
    if (places.length === 0) throw new Error(`No place for “${pending.join(' ')}”`)
    for (const tree of places) mergeInto(tree, printed)
    pending = []
  }
  for (const line of readLines(lines)) {
    if (line.kind !== 'write') flush()
    if (line.kind === 'place') place = line.name
    else if (line.kind === 'remove') for (const { root } of documents) removeFrom(root, line.pattern)
    else if (line.kind === 'write') pending.push(line.text)
  }
  flush()
  for (const { root } of documents) dialect.tidy?.(root)
  const written = (file: string) =>
    documents.filter((each) => each.file === file).map(({ root }) => stringify(root))
  return Object.fromEntries(Object.keys(files).map((file) => [file, written(file).join('---\n')]))
}
