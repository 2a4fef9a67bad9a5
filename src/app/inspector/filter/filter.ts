import type { Exchange } from '../record/exchange-store.ts'
import { answererText, deedOf, readableTarget, statusText } from '../record/exchange-words.ts'
import { keys, type Test } from './keys.ts'
import { type RawTerm, readTerms } from './terms.ts'

/** One term of a filter. Without a `test` it narrows nothing, and `problem` says why, unless it is only begun (`status:`). */
export interface Term extends RawTerm {
  test: Test | undefined
  problem: string | undefined
}

/** Reads a filter: `status:403 -path:progress "alice gpu"`. Never fails: what makes no sense says so. */
export function parseFilter(filter: string): Term[] {
  return readTerms(filter).map(understood)
}

function understood(term: RawTerm): Term {
  if (term.key === undefined) {
    const test = term.value === '' || term.source === '-' ? undefined : textTest(term.value)
    return { ...term, test, problem: undefined }
  }
  const key = Object.hasOwn(keys, term.key) ? keys[term.key] : undefined
  if (!key) {
    const known = Object.keys(keys).join(', ')
    const problem = `There is no “${term.key}” to filter by. There are ${known}. In quotes it is looked for as text.`
    return { ...term, test: undefined, problem }
  }
  if (term.value === '') return { ...term, test: undefined, problem: undefined }
  const test = key.test(term)
  return typeof test === 'string'
    ? { ...term, test: undefined, problem: test }
    : { ...term, test, problem: undefined }
}

function textTest(text: string): Test {
  const wanted = text.toLowerCase()
  return (exchange) => {
    const { method, error, action } = exchange
    const shown = [
      `${method} ${readableTarget(exchange)}`,
      deedOf(exchange),
      statusText(exchange),
      answererText(exchange),
      error?.message,
      action?.label,
    ]
    return shown.join('\n').toLowerCase().includes(wanted)
  }
}

/**
 * The exchanges that a filter lets through, in their order. All its terms must hold; of terms with a key whose values
 * exclude each other (`status:403 status:404`) any will do.
 */
export function filterExchanges(list: readonly Exchange[], terms: readonly Term[]): readonly Exchange[] {
  const all: Test[] = []
  const anyOf = new Map<string, Test[]>()
  for (const { test, key, negated, comparison } of terms) {
    if (!test) continue
    if (negated) all.push((exchange) => !test(exchange))
    else if (key !== undefined && comparison === ':' && keys[key]?.oneOf) {
      anyOf.set(key, [...(anyOf.get(key) ?? []), test])
    } else all.push(test)
  }
  for (const tests of anyOf.values()) all.push((exchange) => tests.some((test) => test(exchange)))
  return all.length === 0 ? list : list.filter((exchange) => all.every((test) => test(exchange)))
}

/** True when the filter has this very term. */
export function hasTerm(filter: string, term: string): boolean {
  return readTerms(filter).some(({ source }) => source === term)
}

/** The filter with the term added at its end, or without it. */
export function toggleTerm(filter: string, term: string): string {
  return hasTerm(filter, term) ? withoutTerm(filter, term) : joinTerms([...sources(filter), term])
}

export function withoutTerm(filter: string, term: string): string {
  return joinTerms(sources(filter).filter((source) => source !== term))
}

export function joinTerms(terms: readonly string[]): string {
  return terms.filter((term) => term !== '').join(' ')
}

function sources(filter: string): string[] {
  return readTerms(filter).map(({ source }) => source)
}
