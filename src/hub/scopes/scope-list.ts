import type { HubVersion } from '../versions.ts'
import { findNonexistent } from './existence.ts'
import { definitions } from './definitions.ts'

/** A list of scopes that somebody wrote or pasted. */
export interface ScopeList {
  /** Those the hub knows, each once, in the order written. */
  scopes: string[]
  problems: ScopeProblem[]
}

interface ScopeProblem {
  /** As it was written. */
  text: string
  /** One sentence. */
  message: string
}

/**
 * Reads scopes as people paste them: a JSON list, an answer of the hub with a field `scopes`, a Python list, or words
 * with commas, blanks or line ends between them. In words without quotes a name in a filter cannot hold a comma or a blank.
 */
export function readScopeList(text: string, version: HubVersion): ScopeList {
  const problems: ScopeProblem[] = []
  const scopes = [...new Set(wordsOf(text))].filter((scope) => {
    const message = problemOf(scope, version)
    if (message !== undefined) problems.push({ text: scope, message })
    return message === undefined
  })
  return { scopes, problems }
}

function wordsOf(text: string): string[] {
  const json = jsonWords(text)
  if (json) return json
  const quoted = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g)]
  const words =
    quoted.length > 0 ? quoted.map(([, double, single]) => double ?? single ?? '') : text.split(/[\s,;]+/)
  return words.map((word) => word.trim().replaceAll(/^[[\]()]+|[[\]()]+$/g, '')).filter((word) => word !== '')
}

function jsonWords(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const list: unknown = isRecord(value) ? value['scopes'] : value
    return Array.isArray(list) ? list.map(String) : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function problemOf(scope: string, version: HubVersion): string | undefined {
  const [base = ''] = scope.split('!', 1)
  if (base.startsWith('custom:')) return undefined
  const nonexistent = findNonexistent([scope], version)
  if (!nonexistent) return emptyFilter(scope)
  if (base === 'all') return 'This draft of a name became “inherit”.'
  const later = definitions.get(base)?.since
  if (later !== undefined) return `JupyterHub ${version.text} does not have it; ${later} and later do.`
  if (definitions.has(base)) return 'A filter is !user=…, !server=…, !group=… or !service=….'
  const near = nearest(base)
  return near ? `There is no such scope. Did you mean ${near}?` : 'There is no such scope.'
}

function emptyFilter(scope: string): string | undefined {
  return /![a-z]+=$/.test(scope) ? 'The filter names nobody.' : undefined
}

/** A scope's name with the same parts in another order, or one that begins or ends with what was written. */
function nearest(base: string): string | undefined {
  const parts = (name: string) => name.toLowerCase().replaceAll('_', ':').split(':').toSorted().join(':')
  const names = [...definitions.keys()].filter((name) => name !== '(no_scope)')
  const singular = (name: string) => name.replaceAll(/s(?=$|:)/g, '')
  return (
    names.find((name) => parts(name) === parts(base)) ??
    names.find((name) => singular(parts(name)) === singular(parts(base))) ??
    names.find((name) => base.length > 3 && (name.startsWith(base) || name.endsWith(base)))
  )
}
