import { masked, maskHeader, maskSecrets } from '#diagnosis/read/mask.ts'

export type HeaderList = readonly (readonly [name: string, value: string])[]

/** Keys of JSON and parameters of a query whose value would let its reader act as somebody else, or holds such values. */
const secretName =
  /^_?(?:xsrf|csrf)|token$|secret|passw(?:or)?d|passphrase|^pwd$|api_?-?key|private_?key|credential|^(?:set-)?cookie$|^authorization$|^auth_state$|^session_(?:id|state)$|^code_verifier$/i
const secretHeader = /csrf|xsrf|token|secret|password|api-?key|session/i

/** Headers without what is secret in them; names stay. An ETag looks like a token and is none. */
export function redactHeaders(headers: Iterable<readonly [string, string]>): HeaderList {
  return [...headers].map(([name, value]) => [name, redactHeader(name, value)])
}

function redactHeader(name: string, value: string): string {
  if (name.toLowerCase() === 'etag') return value
  if (secretHeader.test(name)) return masked
  return maskHeader(name, value)
}

/** A query without `?`, as it was but for the values of secret parameters. */
export function redactQuery(query: string): string {
  return query
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=')
      if (equals < 0) return maskSecrets(pair)
      const name = pair.slice(0, equals)
      return secretName.test(name) || name === 'code' ? `${name}=${masked}` : maskSecrets(pair)
    })
    .join('&')
}

/**
 * A body or a frame without what is secret in it. JSON is searched value by value, and is the same text as before when
 * nothing was found; any other text is searched line by line.
 */
export function redactText(text: string): string {
  const json = parseJson(text)
  if (json === undefined) return redactLines(text)
  const found = { some: false }
  const redacted = redactValue(json.value, '', found)
  return found.some ? JSON.stringify(redacted) : text
}

function redactValue(value: unknown, name: string, found: { some: boolean }): unknown {
  // `false` and `null` say that there is no secret, which is worth knowing.
  if (secretName.test(name) && value !== null && value !== '' && typeof value !== 'boolean') {
    found.some = true
    return masked
  }
  if (typeof value === 'string') {
    const text = redactLines(value)
    found.some ||= text !== value
    return text
  }
  if (Array.isArray(value)) return value.map((each) => redactValue(each, '', found))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactValue(each, key, found)]))
}

function redactLines(text: string): string {
  return text.includes('\n') ? text.split('\n').map(maskSecrets).join('\n') : maskSecrets(text)
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
