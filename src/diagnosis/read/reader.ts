import { createCollector, type Collector } from './observed.ts'
import { classify } from './classify.ts'
import { conclude } from './conclude.ts'
import { createCorrelator } from './correlate.ts'
import { createCurlReader } from './curl.ts'
import { answerOf } from './answer-lines.ts'
import { noteLine, noteLoginStep, noteTarget } from './facts.ts'
import { looksLikeHar, readHar } from './har.ts'
import type { Line } from './line.ts'
import { createLineSplitter } from './line-splitter.ts'
import { maskSecrets } from './mask.ts'
import type { Reading } from './reading.ts'
import { refusalBody } from './refusal-body.ts'
import { signalsOf } from './signals/all.ts'
import { createTracebackReader } from './tracebacks.ts'
import { unwrap } from './unwrap.ts'

/** Nothing that proves anything stands further behind in one line. */
const longestLine = 8_192

export interface Reader {
  /** A piece of the text; pieces may end anywhere. */
  push(piece: string): void
  /** Ends a file or paste; the next one begins on a line of its own. Returns the number of lines read so far. */
  endOfText(): number
  /** What was found in all of it. */
  conclude(): Reading
}

/**
 * Reads logs, consoles, curl prints and HAR files, all mixed, in pieces of any size, and keeps only what may prove
 * something: masked, and bounded however long the text is.
 */
export function createReader(): Reader {
  const seen = createCollector()
  const readLine = createLineReader(seen)
  let number = 0
  let har: string[] | undefined
  let atStart = true
  let splitter = createLineSplitter(onLine)

  function onLine(raw: string): void {
    number += 1
    readLine.line(number, raw)
  }

  function push(piece: string): void {
    if (piece === '') return
    if (atStart && looksLikeHar(piece)) har = []
    atStart = false
    if (har) har.push(piece)
    else splitter.push(piece)
  }

  function endOfText(): number {
    if (har) {
      const text = har.join('')
      const reading = readHar(text, number + 1)
      for (const answer of reading?.answers ?? []) seen.hear(answer)
      for (const missed of reading?.unanswered ?? []) seen.miss(missed)
      if (reading) {
        const count = (text.match(/\n/g)?.length ?? 0) + (text.endsWith('\n') ? 0 : 1)
        number += count
        seen.facts.sources.set('har', (seen.facts.sources.get('har') ?? 0) + count)
      } else splitter.push(text)
    }
    splitter.end()
    splitter = createLineSplitter(onLine)
    readLine.end()
    har = undefined
    atStart = true
    return number
  }

  return {
    push,
    endOfText,
    conclude() {
      endOfText()
      return { lines: number, sources: seen.facts.sources, findings: conclude(seen) }
    },
  }
}

function createLineReader(seen: Collector) {
  const correlator = createCorrelator(seen.hear)
  const curl = createCurlReader(seen.hear)
  const traceback = createTracebackReader(seen.raise)
  const onSignal: Parameters<typeof signalsOf>[1] = (id, sighting) => {
    seen.see(id, sighting)
    correlator.note(id, sighting)
    const [, path = '', target = ''] = sighting.groups
    if (id === 'logged-in' || id === 'sent-to-login') noteLoginStep(seen.facts, sighting.line, id)
    if (id === 'server-answered') noteTarget(seen.facts, sighting.line, target, path)
    if (id === 'chp-route') noteTarget(seen.facts, sighting.line, path, target)
    if (id === 'added-user-route') noteTarget(seen.facts, sighting.line, target, sighting.groups[3] ?? '')
  }

  function line(number: number, raw: string): void {
    const read = classify(number, maskSecrets(unwrap(raw.slice(0, longestLine))))
    noteLine(seen.facts, read)
    traceback(read)
    const ofCurl = curl.feed(read)
    const answer = ofCurl ? undefined : (answerOf(read) ?? bodyAnswer(read))
    if (answer && (read.source === 'hub' || read.source === 'server')) correlator.hear(answer)
    else if (answer) seen.hear(answer)
    signalsOf(read, onSignal)
  }

  function end(): void {
    curl.end()
    const left = correlator.end()
    if (left) seen.leave(left)
  }

  return { line, end }
}

/** An answer's body alone, as people paste it. */
function bodyAnswer(line: Line) {
  if (line.source !== 'other' || !line.text.includes('"message"')) return undefined
  const body = refusalBody(line.text)
  return body?.status === undefined
    ? undefined
    : { line, status: body.status, method: undefined, path: undefined, reason: body.message }
}
