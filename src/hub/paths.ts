import { type Method, type Operation, operationOf, operations, type OperationId } from './operations.ts'

/** Values for the `{names}` of a path template, unencoded. */
export type PathParams = Readonly<Record<string, string>>

/**
 * The operation's path under `/hub/api` with every value encoded as one segment: names may hold `@`, spaces, `+`,
 * `#` or any letter, and `/` in a value cannot leave its segment. Throws when a value is missing.
 */
export function operationPath(id: OperationId, params: PathParams = {}): string {
  const operation = operationOf(id)
  const template = params['server'] === '' && operation.defaultPath ? operation.defaultPath : operation.path
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === '') throw new Error(`${id} needs a value for ${name}`)
    return encodeSegment(value)
  })
}

/** URL parsers drop segments of dots, encoded or not, so a name of dots alone cannot be addressed. */
function encodeSegment(value: string): string {
  if (/^\.{1,2}$/.test(value)) throw new Error(`the name ${value} cannot stand in a URL`)
  return encodeURIComponent(value)
}

export interface MatchedOperation {
  id: OperationId
  operation: Operation
  params: PathParams
}

/**
 * The operation that a method and a raw path under `/hub/api` name; undefined for anything else, also for a path whose
 * segments do not decode. `params.server` is `""` on the default server's path.
 */
export function matchOperation(method: string, path: string): MatchedOperation | undefined {
  for (const { id, operation, pattern, names, isDefault } of patterns) {
    if (operation.method !== method) continue
    const match = pattern.exec(path)
    if (!match) continue
    const params: Record<string, string> = isDefault ? { server: '' } : {}
    for (const [index, name] of names.entries()) {
      const value = decodeSegment(match[index + 1] ?? '')
      if (value === undefined) return undefined
      params[name] = value
    }
    return { id, operation, params }
  }
  return undefined
}

/** True when some operation has this path, whatever its method: the difference between 404 and 405. */
export function isKnownPath(path: string): boolean {
  return patterns.some(({ pattern }) => pattern.test(path))
}

/** The methods that operations have on this path, for an `Allow` header. */
export function methodsOf(path: string): Method[] {
  return [
    ...new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ operation }) => operation.method)),
  ]
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

const patterns = (Object.keys(operations) as OperationId[]).flatMap((id) => {
  const operation = operationOf(id)
  const main = { id, operation, isDefault: false, ...compile(operation.path) }
  return operation.defaultPath
    ? [main, { id, operation, isDefault: true, ...compile(operation.defaultPath) }]
    : [main]
})

function compile(template: string): { pattern: RegExp; names: string[] } {
  const names: string[] = []
  const source = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name)
    return '([^/]+)'
  })
  return { pattern: new RegExp(`^${source}$`), names }
}
