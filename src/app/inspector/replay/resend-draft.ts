import { operationOf, type OperationId, operations } from '#hub/operations.ts'
import { operationPath } from '#hub/paths.ts'
import type { Resend } from '../../api/resend.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { hubOperationOf } from '../record/hub-operation.ts'

/** What stands in the form. */
export interface Draft {
  operation: OperationId
  params: Readonly<Record<string, string>>
  query: string
  body: string
}

/** What is wrong with a draft, by field: `query`, `body`, or a name in the path. */
export type Problems = Readonly<Record<string, string>>

/** Every operation that a form can send: the relay performs no others, and a stream has no end. */
export const sendable = (Object.keys(operations) as OperationId[]).filter((id) => !operationOf(id).stream)

/** A form filled with an exchange; with the version question when that is no operation of the hub. */
export function draftOf(exchange: Exchange): Draft {
  const known = hubOperationOf(exchange)
  const operation = known && sendable.includes(known) ? known : 'getVersion'
  return { operation, params: exchange.params, query: exchange.query, body: exchange.requestBody?.text ?? '' }
}

/** The same names for another operation; a query and a body are an operation's own. */
export function withOperation(draft: Draft, operation: OperationId): Draft {
  return operation === draft.operation ? draft : { ...draft, operation, query: '', body: '' }
}

/** The names in an operation's path, in order. */
export function paramsOf(operation: OperationId): readonly string[] {
  return [...operationOf(operation).path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
}

/** What a draft would send, or what is wrong with it. */
export function readDraft({ operation, params, query, body }: Draft): Resend | Problems {
  const names = paramsOf(operation)
  const { defaultPath, method } = operationOf(operation)
  const problems: Record<string, string> = {}
  const values: Record<string, string> = {}
  for (const name of names) {
    const value = params[name] ?? ''
    values[name] = value
    // An empty name is the default server's, where there is a path for it.
    if (value === '' && !(name === 'server' && defaultPath)) problems[name] = 'A name is needed here.'
    if (/^\.{1,2}$/.test(value)) problems[name] = 'A name of dots alone cannot stand in an address.'
  }
  const sent = method === 'GET' ? undefined : readBody(body, problems)
  if (Object.keys(problems).length > 0) return problems
  return { operation, params: values, query: new URLSearchParams(query.replace(/^\?/, '')), body: sent }
}

export function isResend(read: Resend | Problems): read is Resend {
  return read['query'] instanceof URLSearchParams
}

/** Method and path as they will be sent; undefined while a name is missing. */
export function targetOf({ operation, params, query }: Resend): string {
  const search = query.toString()
  return `${operationOf(operation).method} ${operationPath(operation, params)}${search && `?${search}`}`
}

function readBody(text: string, problems: Record<string, string>): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    problems['body'] = `This is no JSON: ${cause instanceof Error ? cause.message : 'it does not end'}.`
    return undefined
  }
}
