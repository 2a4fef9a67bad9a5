import { operationOf, type OperationId } from '#hub/operations.ts'

/** "stop a server", for sentences; a fallback for what is no operation of the hub. */
export function deedOf(operation: OperationId | undefined): string {
  return operation ? operationOf(operation).label : 'do this'
}

/** `a`, `a or b`, `a, b or c`. */
export function either(words: readonly string[]): string {
  return joined(words, 'or')
}

/** `a`, `a and b`, `a, b and c`. */
export function all(words: readonly string[]): string {
  return joined(words, 'and')
}

function joined(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** Someone else's sentence inside one of ours, without its full stop. */
export function quoted(message: string): string {
  return `“${message.trim().replace(/\.$/, '')}”`
}
