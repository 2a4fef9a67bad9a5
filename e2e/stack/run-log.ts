import { appendFileSync } from 'node:fs'
import type { LineSink } from './processes.ts'

/** Collects what the processes of a run print: in memory, in a file, and for whoever else wants to know. */
export type RunLog = { add: LineSink; text(): string; tail(count: number): string }

export function startLog(file: string, onLine: LineSink = () => {}): RunLog {
  const lines: string[] = []
  return {
    add(source, line) {
      const labelled = `[${source}] ${line}`
      lines.push(labelled)
      appendFileSync(file, `${labelled}\n`)
      onLine(source, line)
    },
    text: () => lines.join('\n'),
    tail: (count) => lines.slice(-count).join('\n'),
  }
}
