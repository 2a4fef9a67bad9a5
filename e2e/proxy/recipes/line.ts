/** One line of a printed recipe, by what it says: src/diagnosis/recipes/proxy.ts has the rules. */
export type RecipeLine =
  | { kind: 'remove'; pattern: string }
  | { kind: 'place'; name: string }
  | { kind: 'serves'; host: string }
  | { kind: 'further' }
  | { kind: 'write'; text: string }

const marks: readonly [RegExp, (rest: string) => RecipeLine][] = [
  [/^# remove: (.+)$/, (pattern) => ({ kind: 'remove', pattern })],
  [/^# in (.+):$/, (name) => ({ kind: 'place', name })],
  [/^# what serves (.+)$/, (host) => ({ kind: 'serves', host })],
  [/^# here, and in every proxy behind it (.+)$/, () => ({ kind: 'further' })],
]

/** What is for the reader alone is left out. */
export function readLines(lines: readonly string[]): RecipeLine[] {
  return lines.flatMap((text): RecipeLine[] => {
    for (const [pattern, make] of marks) {
      const found = pattern.exec(text)
      if (found?.[1] !== undefined) return [make(found[1])]
    }
    return text.startsWith('#') ? [] : [{ kind: 'write', text }]
  })
}

/** Whether anything in it can be done. */
export function isApplicable(lines: readonly string[]): boolean {
  return readLines(lines).some(({ kind }) => kind === 'write' || kind === 'remove')
}

/** `…` is any text, and behind a space none, too. */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(' …', '(?: .*)?')
    .replaceAll('…', '.*')
  return new RegExp(`^${source}$`, 'is').test(text)
}
