import { diagnose } from '#diagnosis/diagnose.ts'
import type { Evidence } from '#diagnosis/evidence.ts'
import type { Finding } from '#diagnosis/finding.ts'
import { harEntries } from '#diagnosis/read/har.ts'
import { harFindings } from '#diagnosis/read/har-findings.ts'
import type { TextFinding } from '#diagnosis/read/reading.ts'
import type { Exchange } from '../record/exchange-store.ts'
import type { ImportedRecord } from '../imported/imported-record.ts'
import { textOf, withoutText } from '../record/make-room.ts'
import { foreignExchange } from './foreign-entry.ts'
import { ownExchange } from './own-entry.ts'

/** More would be no record to look at; a browser's own network view ends there too. */
const mostEntries = 5_000

/** Characters of all bodies together: the file itself is not kept, and need not be kept twice. */
const mostText = 16 * 1024 * 1024

/** A file that is no record, with a sentence that says what is wrong with it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/**
 * Reads a HAR file of any program, masked and bounded as the page's own record is. What Hubscope wrote comes back whole.
 * Throws `UnreadableFile`.
 */
export function readHarRecord(file: string, name: string): ImportedRecord {
  const entries = harEntries(file)
  if (!entries) throw new UnreadableFile(problemOf(file))
  if (entries.length === 0) throw new UnreadableFile('There is no exchange in this HAR file.')
  const texts = harFindings(entries)
  let left = mostText
  const exchanges: Exchange[] = []
  const findings = new Map<number, readonly Finding[]>()
  const evidence = new Map<number, Evidence>()
  for (const [index, entry] of entries.slice(0, mostEntries).entries()) {
    // Numbered by their place in the file, so that a selection in the address means the same when it is opened again.
    const id = index + 1
    const own = entry && ownExchange(entry, id)
    const exchange = own ? own.exchange : entry && foreignExchange(entry, id)
    if (!exchange) continue
    exchanges.push(left > 0 ? exchange : withoutText(exchange))
    left -= textOf(exchange)
    if (own?.evidence) evidence.set(id, own.evidence)
    // Of other programs' calls we know neither token nor configuration: only what their texts show.
    const found = own ? own.evidence && diagnose(own.evidence) : texts.get(index)?.map(findingOf)
    if (found) findings.set(id, found)
  }
  if (exchanges.length === 0) {
    throw new UnreadableFile('None of the exchanges in this HAR file has a request and a response.')
  }
  return { from: 'file', name, exchanges, total: entries.length, findings, evidence }
}

/** What reading texts finds, in the form of what the inspector finds. */
function findingOf({ code, certainty, title, explanation, remedies }: TextFinding): Finding {
  return {
    code,
    certainty,
    title,
    explanation,
    fixes: remedies.map(({ text, lines, where }) => ({
      text,
      lines: lines.map((line) => ({ text: line, added: !/^\s*#/.test(line) })),
      ...(where === '' ? {} : { where }),
    })),
  }
}

function problemOf(text: string): string {
  if (text.trim() === '') return 'The file is empty.'
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''))
    return 'It is JSON, but no HAR file: there is no “log” with “entries” in it.'
  } catch (cause) {
    const where = cause instanceof Error ? ` (${cause.message})` : ''
    return `It is no JSON, as every HAR file is, or was cut off${where}.`
  }
}
