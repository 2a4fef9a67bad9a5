import type { Line } from './line.ts'

/** A Python exception at the end of a traceback. */
export interface Raised {
  /** The line with the exception itself. */
  line: Line
  name: string
  text: string
  /** The log line that introduces the traceback. */
  header: Line | undefined
  /** Files and functions of the traceback, joined: which part of the hub it went through. */
  frames: string
}

const opening = 'Traceback (most recent call last):'
const last =
  /^\s*((?:[a-z_]\w*\.)*(?:[A-Z]\w*)?(?:Error|Exception|Timeout|Exit|Interrupt|Failure|Refused|Closed|Cancelled)\w*)(?::\s?(.*))?$/

/** Joins the lines of tracebacks. Feed it every line, in order. */
export function createTracebackReader(onRaised: (raised: Raised) => void) {
  let header: Line | undefined
  let frames: string[] | undefined
  return (line: Line): void => {
    if (line.text.includes(opening)) {
      frames = []
      if (line.level !== undefined) header = line
      return
    }
    if (frames === undefined) {
      if (line.level === 'E' || line.level === 'W' || line.level === 'C') header = line
      return
    }
    if (line.level !== undefined) {
      frames = undefined
      header = line.level === 'E' || line.level === 'W' || line.level === 'C' ? line : undefined
      return
    }
    const raised = last.exec(line.text)
    if (raised) {
      onRaised({ line, name: raised[1] ?? '', text: raised[2] ?? '', header, frames: frames.join('\n') })
      frames = undefined
    } else if (frames.length < 120) {
      frames.push(line.text)
    }
  }
}
