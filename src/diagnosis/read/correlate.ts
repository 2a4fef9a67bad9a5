import { type Answer, type Before, pathOf } from './answer.ts'
import type { Line } from './line.ts'
import type { SignalId, Sighting } from './signals/all.ts'

/** The hub writes what belongs to one request close together; other requests seldom come in between. */
const near = 8
/** Notes about one request follow each other at once, but for the lines of other programs. */
const adjacent = 4
const patience = 60

/**
 * Joins the lines that the hub writes of one refused request: why its login was dropped, which scopes it lacked, the
 * refusal with its reason, and the access line with the user. Source: `log_exception` of Tornado, `log_request` of the hub.
 */
export function createCorrelator(onAnswer: (answer: Answer) => void) {
  let before: { at: number; notes: Before } | undefined
  let waiting: Answer[] = []

  function note(id: SignalId, { line, groups }: Sighting): void {
    const notes = noteOf(id, line, groups)
    if (!notes) return
    const fresh = before && line.number - before.at <= adjacent ? before.notes : {}
    before = { at: line.number, notes: { ...fresh, ...notes } }
  }

  function take(answer: Answer): Before | undefined {
    if (!before || answer.line.number - before.at > near) return undefined
    const { notes } = before
    if (notes.scopes && !samePath(notes.scopes.path, pathOf(answer))) return undefined
    before = undefined
    return notes
  }

  function hear(answer: Answer): void {
    if (waiting.length > 0) flush(answer.line.number - patience)
    if (answer.reason !== undefined) {
      waiting.push({ ...answer, before: take(answer) })
      return
    }
    const index = waiting.findIndex(
      (each) =>
        each.method === answer.method && each.status === answer.status && pathOf(each) === pathOf(answer),
    )
    const [match] = index === -1 ? [] : waiting.splice(index, 1)
    onAnswer(
      match
        ? { ...match, user: answer.user, referer: answer.referer, milliseconds: answer.milliseconds }
        : { ...answer, before: answer.status >= 400 ? take(answer) : undefined },
    )
  }

  function flush(upTo = Number.POSITIVE_INFINITY): void {
    const [old, rest] = [
      waiting.filter(({ line }) => line.number < upTo),
      waiting.filter(({ line }) => line.number >= upTo),
    ]
    waiting = rest
    for (const each of old) onAnswer(each)
  }

  /** What the hub noted of a request whose answer is not in the text. */
  function end(): Before | undefined {
    flush()
    const left = before?.notes
    before = undefined
    return left
  }

  return { note, hear, end }
}

function samePath(noted: string, asked: string): boolean {
  return noted === asked || decode(noted) === decode(asked) || asked.endsWith(noted)
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function noteOf(id: SignalId, line: Line, groups: Sighting['groups']): Before | undefined {
  switch (id) {
    case 'no-referer':
    case 'no-host':
    case 'hub-cross-origin':
      return { referer: line }
    case 'content-type':
      return { contentType: { line, type: groups[1] ?? '' } }
    case 'not-authorizing':
      return {
        scopes: {
          line,
          path: groups[1] ?? '',
          required: listOf(groups[2]),
          on: groups[3],
          held: listOf(groups[4]),
        },
      }
    default:
      return undefined
  }
}

/** Scopes as the hub joins them; names of users in filters may hold commas, so only a comma with a space parts them. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(', ')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '')
}
