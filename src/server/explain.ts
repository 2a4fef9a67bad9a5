import { createReadStream } from 'node:fs'
import { createDecoder } from '#diagnosis/read/decode.ts'
import { toJson, toText } from '#diagnosis/read/explain.ts'
import { createReader, type Reader } from '#diagnosis/read/reader.ts'
import { docOf } from '#diagnosis/codes.ts'
import { findingFile } from './finding-file.ts'

/** Something that cannot be read; the message is one line that names it. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
}

export interface ExplainOptions {
  /** Read one after the other, as one text; none: standard input. `-` is standard input too. */
  files: readonly string[]
  json: boolean
}

/**
 * Reads logs and other texts and says what they show. Nothing leaves the machine.
 * @throws UnreadableError when a file is missing or cannot be read
 */
export async function explainFiles(
  { files, json }: ExplainOptions,
  input: AsyncIterable<Uint8Array>,
): Promise<string> {
  const reader = createReader()
  const ends: { name: string; end: number }[] = []
  for (const file of files.length === 0 ? ['-'] : files) {
    const source = file === '-' ? input : createReadStream(file)
    ends.push({ name: file, end: await readAll(reader, source, file) })
  }
  const reading = reader.conclude()
  if (json) return JSON.stringify(toJson(reading), undefined, 2)
  const nameLine = ends.length < 2 ? String : (line: number) => placeOf(line, ends)
  return toText(reading, nameLine, (code) => findingFile(code) ?? docOf(code))
}

/** Returns the number of lines read so far, of all files. */
async function readAll(reader: Reader, source: AsyncIterable<Uint8Array>, name: string): Promise<number> {
  const decoder = createDecoder()
  try {
    for await (const bytes of source) reader.push(decoder.decode(bytes))
  } catch (error) {
    throw new UnreadableError(`cannot read ${name}: ${reasonOf(error)}`)
  }
  reader.push(decoder.end())
  return reader.endOfText()
}

/** A line of all files together, as a line of its own file: "hub.log:12". */
function placeOf(line: number, ends: readonly { name: string; end: number }[]): string {
  const index = ends.findIndex(({ end }) => line <= end)
  const before = index > 0 ? (ends[index - 1]?.end ?? 0) : 0
  return `${ends[index]?.name ?? ''}:${line - before}`
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}
