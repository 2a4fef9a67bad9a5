import type { Answer } from './answer.ts'
import type { Line } from './line.ts'
import { refusalBody } from './refusal-body.ts'

const requestLine = /^> (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S+) HTTP\/[\d.]+/
const statusLine = /^(?:< )?HTTP\/[\d.]+ (\d{3})/
const headerLine = /^(?:[<>] )?([\w-]+): ?(.*)$/
const command = /^(?:[^$#]{0,80}[$#] )?curl\s(.*)$/

/** More would be no evidence any more. */
const mostBody = 16_384

interface Open {
  line: Line
  method: string
  path: string | undefined
  origin: string | undefined
  status: number | undefined
  statusLine: Line | undefined
  request: Map<string, string>
  response: Map<string, string>
  setCookies: string[]
  body: string
  peer: string | undefined
  /** What comes next in the answer: header lines, or the body. */
  part: 'request' | 'head' | 'body'
}

/**
 * Puts what `curl -v` and `curl -i` print together to answered requests. Feed it every line; it tells whether the line
 * was part of such a print.
 */
export function createCurlReader(onAnswer: (answer: Answer) => void) {
  let open: Open | undefined
  let scheme: string | undefined
  let peer: string | undefined

  function begin(line: Line, given: Partial<Open>): Open {
    const next: Open = {
      line,
      method: 'GET',
      path: undefined,
      origin: undefined,
      status: undefined,
      statusLine: undefined,
      request: new Map(),
      response: new Map(),
      setCookies: [],
      body: '',
      peer,
      part: 'request',
      ...given,
    }
    open = next
    return next
  }

  function end(): void {
    if (open) {
      const answer = finished(open)
      if (answer) onAnswer(answer)
    }
    open = undefined
  }

  function feed(line: Line): boolean {
    const { text } = line
    const typed = command.exec(text)
    if (typed) {
      end()
      scheme = undefined
      begin(line, fromCommand(typed[1] ?? ''))
      return true
    }
    if (text.startsWith('* ')) {
      noteConnection(text)
      return true
    }
    const asked = requestLine.exec(text)
    if (asked) {
      const previous = open && open.status === undefined ? open : undefined
      if (!previous) end()
      begin(previous?.line ?? line, {
        method: asked[1] ?? 'GET',
        path: asked[2],
        origin: previous?.origin,
      })
      return true
    }
    const answered = statusLine.exec(text)
    if (answered) return onStatus(line, Number(answered[1]))
    return open ? onPart(open, line) : false
  }

  function onStatus(line: Line, status: number): boolean {
    // `100 Continue`, and the proxy's answer to CONNECT, are not the answer.
    if (open && open.status !== undefined && open.status >= 200) end()
    const current = open ?? begin(line, {})
    if (status < 200) return true
    current.status = status
    current.statusLine = line
    current.part = 'head'
    return true
  }

  function onPart(current: Open, line: Line): boolean {
    const { text } = line
    if (current.part === 'body') return onBody(current, line)
    if (text === '>' || text === '> ') return true
    if (text === '<' || text === '< ' || (text === '' && current.part === 'head')) {
      if (current.part === 'head') current.part = 'body'
      return true
    }
    const header = headerLine.exec(text)
    if (header && (text.startsWith('>') || text.startsWith('<') || current.part === 'head')) {
      const [, name = '', value = ''] = header
      const key = name.toLowerCase()
      if (current.part === 'request') current.request.set(key, value)
      else if (key === 'set-cookie') current.setCookies.push(value)
      else current.response.set(key, value)
      return true
    }
    // Without `-v` and `-i` the body follows the command at once.
    if (current.part === 'request' && text !== '' && line.source === 'other') {
      current.part = 'body'
      return onBody(current, line)
    }
    return false
  }

  function onBody(current: Open, line: Line): boolean {
    if (line.source !== 'other' && line.source !== 'curl') {
      end()
      return false
    }
    if (/^[}{] \[\d+ bytes data\]/.test(line.text)) return true
    if (current.status === undefined) current.statusLine ??= line
    if (current.body.length < mostBody) current.body += `${line.text}\n`
    return true
  }

  function noteConnection(text: string): void {
    const connected = /Connected to (\S+) \(([^)]*)\) port (\d+)/.exec(text)
    if (connected) {
      peer = `${connected[1]}:${connected[3]}`
      scheme = connected[3] === '443' ? 'https' : undefined
      if (open && open.status === undefined) open.peer = peer
    }
    if (/SSL connection using|TLS handshake/.test(text)) scheme = 'https'
  }

  function finished(done: Open): Answer | undefined {
    const refusal = refusalBody(done.body)
    const status = done.status ?? refusal?.status ?? statusOfBody(done.body)
    if (status === undefined) return undefined
    const host = done.request.get('host')
    return {
      line: done.statusLine ?? done.line,
      status,
      method: done.method,
      path: done.path,
      origin: done.origin ?? (host === undefined ? undefined : `${scheme ?? 'http'}://${host}`),
      reason: refusal?.message,
      referer: done.request.get('referer'),
      location: done.response.get('location'),
      exchange: {
        requestHeaders: done.request,
        responseHeaders: done.response,
        setCookies: done.setCookies,
        body: done.body,
        peer: done.peer,
      },
    }
  }

  return { feed, end }
}

/** Without `-i` only the body tells: the number that an error page has in its title, else a success. */
function statusOfBody(body: string): number | undefined {
  if (body.trim() === '') return undefined
  const title = /<(?:title|h1)>\s*(\d{3})\b/i.exec(body)?.[1]
  return title === undefined ? 200 : Number(title)
}

/** Method, address and headers of a typed `curl …`. */
function fromCommand(words: string): Partial<Open> {
  const url = /(https?:\/\/[^/\s'"]+)([^\s'"]*)/.exec(words)
  const request = new Map([['user-agent', 'curl']])
  for (const [, double, single] of words.matchAll(/(?:-H|--header)[ =]?(?:"([^"]*)"|'([^']*)')/g)) {
    const [name = '', ...value] = (double ?? single ?? '').split(':')
    request.set(name.trim().toLowerCase(), value.join(':').trim())
  }
  const method = /(?:-X|--request)[ =]?([A-Z]+)/.exec(words)?.[1]
  return {
    method: method ?? (/\s(?:-d|--data\S*)\s/.test(words) ? 'POST' : 'GET'),
    ...(url ? { origin: url[1], path: url[2] === '' ? '/' : url[2] } : {}),
    request,
  }
}
