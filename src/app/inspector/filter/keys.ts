import type { Exchange } from '../record/exchange-store.ts'
import { deedOf, readableTarget } from '../record/exchange-words.ts'
import { type Outcome, outcomeOf } from '../record/outcome.ts'
import type { RawTerm } from './terms.ts'

export type Test = (exchange: Exchange) => boolean

interface Key {
  /** For who does not know it, with an example: "status:403, status:4xx". */
  example: string
  /** Two of its values exclude each other, so that several of them mean any of them. */
  oneOf?: true
  /** What the term asks for; a sentence when it makes no sense. */
  test: (term: RawTerm) => Test | string
}

const has = (text: string | undefined, part: string): boolean =>
  text !== undefined && text.toLowerCase().includes(part.toLowerCase())

/** Every key that a filter may have, in the order in which they are told. */
export const keys: Readonly<Record<string, Key>> = {
  status: { example: 'status:403', oneOf: true, test: statusTest },
  path: { example: 'path:users', test: textTest('path', (exchange) => readableTarget(exchange)) },
  method: {
    example: 'method:POST',
    oneOf: true,
    test: textTest('method', ({ method }) => method),
  },
  op: {
    example: 'op:listUsers',
    oneOf: true,
    test: textTest('op', (exchange) => `${exchange.operation}\n${deedOf(exchange)}`),
  },
  'answered-by': { example: 'answered-by:proxy', oneOf: true, test: answererTest },
  action: {
    example: 'action:"Stop alice"',
    test: textTest('action', ({ action }) => action && `${action.label}\n${action.outcome ?? ''}`),
  },
  slow: { example: 'slow>500', test: slowTest },
  is: { example: 'is:pinned', test: isTest },
  body: {
    example: 'body:gpu',
    test: textTest('body', ({ requestBody, responseBody, streamFrames }) =>
      [requestBody?.text, responseBody?.text, ...streamFrames.map(({ text }) => text)].join('\n'),
    ),
  },
}

function textTest(key: string, read: (exchange: Exchange) => string | undefined): Key['test'] {
  return ({ comparison, value }) => {
    if (comparison !== ':') return `“${key}” is followed by a colon: ${key}:${value || '…'}`
    return (exchange) => has(read(exchange), value)
  }
}

function statusTest({ comparison, value }: RawTerm): Test | string {
  const known = 'A status is a number such as 403, or 4xx, or none: status:403, status:4xx, status>=400.'
  if (comparison !== ':') {
    if (!/^\d{1,3}$/.test(value)) return known
    return ({ status }) => status !== undefined && compare(comparison, status, Number(value))
  }
  if (value.toLowerCase() === 'none') return ({ status }) => status === undefined
  if (!/^[\dx]{1,3}$/i.test(value)) return known
  // `4` and `4xx` are all from 400 to 499. A redirect that the browser does not show has the status 0.
  const digits = value.toLowerCase().replaceAll('x', '')
  return ({ status }) => status !== undefined && (status === 0 ? '3xx' : String(status)).startsWith(digits)
}

function answererTest({ comparison, value }: RawTerm): Test | string {
  const known = ['hub', 'proxy', 'service', 'nobody']
  if (comparison !== ':' || !known.includes(value.toLowerCase())) {
    return `Answers come from one of these: ${known.join(', ')}.`
  }
  return ({ answeredBy }) => answeredBy === value.toLowerCase()
}

function slowTest({ comparison, value }: RawTerm): Test | string {
  if (!/^\d{1,9}$/.test(value)) return 'How slow is told in milliseconds: slow>500.'
  const limit = Number(value)
  return ({ sentAt, doneAt, frames }) => {
    // A stream takes as long as there is something to tell.
    if (sentAt === undefined || doneAt === undefined || frames !== undefined) return false
    return compare(comparison === ':' ? '>=' : comparison, doneAt - sentAt, limit)
  }
}

function compare(comparison: RawTerm['comparison'], one: number, other: number): boolean {
  switch (comparison) {
    case '>':
      return one > other
    case '>=':
      return one >= other
    case '<':
      return one < other
    case '<=':
      return one <= other
    case ':':
      return one === other
  }
}

const ended =
  (...outcomes: Outcome[]): Test =>
  (exchange) =>
    outcomes.includes(outcomeOf(exchange))

const states: Readonly<Record<string, Test>> = {
  // What failed without an answer is looked for under the same word.
  refused: ended('refused', 'failed'),
  failed: ended('failed'),
  answered: ended('answered'),
  'under-way': ended('under-way'),
  'taken-back': ended('taken-back'),
  write: ({ method }) => method !== 'GET',
  read: ({ method }) => method === 'GET',
  stream: ({ frames }) => frames !== undefined,
  pinned: ({ pinned }) => pinned,
}

function isTest({ comparison, value }: RawTerm): Test | string {
  const test = Object.hasOwn(states, value.toLowerCase()) ? states[value.toLowerCase()] : undefined
  if (comparison !== ':' || !test) return `An exchange can be: ${Object.keys(states).join(', ')}.`
  return test
}
