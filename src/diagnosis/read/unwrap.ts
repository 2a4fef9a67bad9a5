import { z } from 'zod/mini'

/** The fields in which collectors of logs (Docker, CRI, GKE, Azure, journald) keep the line itself. */
const wrapped = z.union([
  z.pipe(
    z.object({ log: z.string() }),
    z.transform(({ log }) => log),
  ),
  z.pipe(
    z.object({ Log: z.string() }),
    z.transform(({ Log }) => Log),
  ),
  z.pipe(
    z.object({ Log_s: z.string() }),
    z.transform(({ Log_s }) => Log_s),
  ),
  z.pipe(
    z.object({ textPayload: z.string() }),
    z.transform(({ textPayload }) => textPayload),
  ),
  z.pipe(
    z.object({ MESSAGE: z.string() }),
    z.transform(({ MESSAGE }) => MESSAGE),
  ),
  z.pipe(
    z.object({ message: z.string(), level: z.optional(z.string()) }),
    z.transform(({ message }) => message),
  ),
])

/** Escape sequences of colours, also where a terminal has eaten the escape character. */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const colour = /\u001B\[[\d;]*[A-Za-z]|\[(?:[34]\d|9\d|39|49)m/g

const prefixes: readonly RegExp[] = [
  // docker compose: "hub-1  | "; a space may follow the bar.
  /^[\w.-]{1,60}\s*\| ?/,
  // kubectl --prefix, and other labels in brackets before a line that begins with a bracket or a date.
  /^\[(?:pod|container)\/[^\]]+\] /,
  /^\[(?!(?:debug|info|notice|warn|error|crit|alert|emerg)\]|proxy[_:])[a-z][\w.:/-]{0,60}\] /,
  // CRI, and kubectl --timestamps.
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)\s+(?:(?:stdout|stderr) [FP] )?/,
  // journald and syslog: "Jan  2 03:04:05 host program[12]: "
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ (?=[\w.@/-]+(?:\[\d+\])?: )/,
  /^(?!haproxy)[\w.@/-]{1,60}\[\d+\]: /,
]

/**
 * The line as its program wrote it: without colours, timestamps and names that Docker, Kubernetes, systemd or a
 * collector of logs put before it or around it.
 */
export function unwrap(line: string): string {
  let text = line.includes('m') && line.includes('[') ? line.replace(colour, '') : line
  if (text.startsWith('{')) text = unwrapJson(text)
  for (const prefix of prefixes) text = text.replace(prefix, '')
  return text
}

function unwrapJson(line: string): string {
  if (!/"(?:log|Log|Log_s|textPayload|MESSAGE|message)"\s*:\s*"/.test(line)) return line
  // An answer of the hub has a message too; it is read as it stands.
  if (/^\{"status"\s*:\s*\d/.test(line)) return line
  try {
    const inner = wrapped.safeParse(JSON.parse(line))
    return inner.success ? inner.data.replace(/\r?\n$/, '') : line
  } catch {
    return line
  }
}
