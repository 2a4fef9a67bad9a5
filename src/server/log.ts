export type Log = (level: 'info' | 'warning' | 'error', message: string) => void

const rules: readonly (readonly [RegExp, string])[] = [
  [/\b(code|state|token|_xsrf|code_verifier|client_secret|access_token)=[^&\s"';]+/gi, '$1=[secret]'],
  [/\b(token|bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [secret]'],
  [/\b((?:set-)?cookie)\s*:[^\n]*/gi, '$1: [secret]'],
  [/\beyJ[\w-]+(?:\.[\w-]*){1,4}/g, '[secret]'],
  // The hub's tokens are 30 or 32 letters and digits; our states, verifiers and CSRF tokens are longer base64url.
  [/\b(?=[A-Za-z]*\d)[A-Za-z0-9]{20,}\b/g, '[secret]'],
  [/\b[A-Za-z0-9]{28,}\b/g, '[secret]'],
  [/[\w-]{40,}/g, '[secret]'],
]

/**
 * The text without anything that could be a credential: named values (`code=`, `state=`, `token=` ...), `Authorization`
 * and cookie values, encrypted cookies, and every long run of random characters. Rather too much than too little.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '[secret]')
  for (const [pattern, replacement] of rules) clean = clean.replaceAll(pattern, replacement)
  return clean
}

/** A log of one line per call, redacted. `write` gets the line without its end. */
export function createLog(write: (line: string) => void, secrets: readonly string[] = []): Log {
  return (level, message) => {
    write(`hubscope: ${level}: ${redact(message, secrets).replaceAll(/\s*[\r\n]+\s*/g, ' ')}`)
  }
}

/** What an error says in one line, with the system's code (`ECONNREFUSED`) when there is one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = codeOf(error) ?? (error.cause === undefined ? undefined : codeOf(error.cause))
  return code === undefined ? error.message : `${error.message} (${code})`
}

function codeOf(error: unknown): string | undefined {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
