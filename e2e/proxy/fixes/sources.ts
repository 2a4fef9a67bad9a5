import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#stack/paths.ts'

/** A remedy as it stands in the source: its text, where its lines go, and whether it has some. */
export type WrittenFix = { file: string; text: string; kind: 'proxy' | 'hub' | 'other' | 'advice' }

/** The functions that make remedies, with the place of their text among the arguments. */
const doctors: Readonly<Record<string, number>> = { edgeFix: 1, hubFix: 0, advice: 0 }

/** The arguments of the call whose parenthesis opens at `open`. */
function argumentsAt(source: string, open: number): string[] {
  const found: string[] = []
  let depth = 0
  let current = ''
  for (const [token] of source
    .slice(open)
    .matchAll(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|[\s\S]/g)) {
    if ('([{'.includes(token) && depth++ === 0) continue
    if (')]}'.includes(token) && --depth === 0)
      return [...found, current.trim()].filter((each) => each !== '')
    if (token === ',' && depth === 1) {
      found.push(current.trim())
      current = ''
    } else current += token
  }
  throw new Error(`No end of ${source.slice(open, open + 60)}`)
}

/** The literals in an expression that are text for people; an expression without any is a name. */
function textsIn(expression: string): string[] {
  return [...expression.matchAll(/'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`/g)]
    .map(([, single, double, template]) => single ?? double ?? template ?? '')
    .filter((text) => /^[A-Z]/.test(text))
}

function kindOf(name: string, rest: readonly string[]): WrittenFix['kind'] {
  if (name === 'edgeFix') return 'proxy'
  if (name === 'hubFix' || rest[0] === "'jupyterhub_config.py'") return 'hub'
  return rest.length > 0 ? 'other' : 'advice'
}

/** The remedies in a folder; `makers`: the functions that make them, with the place of their text among the arguments. */
export function fixesIn(folder: string, makers: Readonly<Record<string, number>>): WrittenFix[] {
  const files = readdirSync(join(root, folder), { encoding: 'utf8', recursive: true }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && name !== 'found.ts',
  )
  return files.flatMap((file) => {
    const source = readFileSync(join(root, folder, file), 'utf8')
    const calls = Object.entries(makers).flatMap(([name, place]) =>
      [...source.matchAll(new RegExp(String.raw`(?<![\w.])${name}\(`, 'g'))].flatMap(({ 0: call, index }) => {
        const given = argumentsAt(source, index + call.length - 1)
        const rest = given.toSpliced(place, 1)
        return textsIn(given[place] ?? '').map((text) => ({ file, text, kind: kindOf(name, rest) }))
      }),
    )
    const literal = [...source.matchAll(/\btext: '([^']+)',\s*where: '([^']+)'/g)].map(([, text = '']) => ({
      file,
      text,
      kind: 'other' as const,
    }))
    return [...calls, ...literal]
  })
}

/** Every remedy of the doctor's findings. */
export const doctorFixes = fixesIn('src/diagnosis/doctor/checks', doctors)

/** Whether a printed text is this one, whose `${…}` stand for anything. */
export function isWritten(written: string, printed: string): boolean {
  const source = written
    .split(/\$\{[^}]*\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*')
  return new RegExp(`^${source}$`).test(printed)
}
