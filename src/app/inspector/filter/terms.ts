/** How a key's value is compared; `:` is "is", "has" or "begins with", as the key goes. */
type Comparison = ':' | '>' | '>=' | '<' | '<='

/** One word of a filter as it was written: `-path:progress`, `slow>500`, `"alice gpu"`. */
export interface RawTerm {
  /** As written, to show and to write it again. */
  source: string
  negated: boolean
  /** Undefined for text that is looked for everywhere. */
  key: string | undefined
  comparison: Comparison
  /** Without quotes. */
  value: string
}

const word = /(?:[^\s"]|"[^"]*(?:"|$))+/g
const keyed = /^([a-z][a-z-]*)(:?(?:>=|<=|>|<)|:)(.*)$/is

/** Splits a filter at its spaces, but for those within quotes. */
export function readTerms(filter: string): RawTerm[] {
  return [...filter.matchAll(word)].map(([source]) => readTerm(source))
}

function readTerm(source: string): RawTerm {
  const negated = source.startsWith('-') && source.length > 1
  const rest = negated ? source.slice(1) : source
  const [, key, sign, value] = keyed.exec(rest) ?? []
  if (key === undefined || sign === undefined || value === undefined) {
    return { source, negated, key: undefined, comparison: ':', value: unquoted(rest) }
  }
  const comparison = (sign.length > 1 ? sign.replace(':', '') : sign) as Comparison
  return { source, negated, key: key.toLowerCase(), comparison, value: unquoted(value) }
}

function unquoted(text: string): string {
  return text.replaceAll('"', '')
}
