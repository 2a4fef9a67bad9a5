import type { Line, Source } from './line.ts'

/** `[W 2026-11-22 04:35:06.450 JupyterHub base:70] text`, `[I 221122 04:35:06 web:2246] text`, `[E 04:35:06.1 ServerApp] text`. */
const python =
  /\[([DIWEC]) (?:\d{4}-\d\d-\d\d[ T]|\d{6} )?\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ([\w.]+))?(?: [\w.]+:\d+)?\] ?/

const chp = /\[ConfigProxy\] (?:debug|info|warn|error|verbose):\s*/

const nginx = /\[(?:emerg|alert|crit|error|warn|notice|info|debug)\] \d+#\d+: /

const apache =
  /\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4}\] \[[\w:-]*\] (?:\[pid [^\]]+\] )?/

const request = /"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT) \S+(?: HTTP\/[\d.]+)?"/

const browser =
  /Access to (?:fetch|XMLHttpRequest|script|resource) at|WebSocket connection to '|Refused to (?:execute|display|frame|load|connect|apply)|Mixed Content:|Failed to load resource:|(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s?https?:\/\/\S+ (?:\d{3} \(|\d{3}$|net::|\[HTTP)|\bnet::ERR_|Cross-Origin Request Blocked|EventSource's response|Firefox can.t establish|The connection to wss?:|Content.Security.Policy:|^Cookie “|Blocked loading mixed|isn.t redirecting properly|^Uncaught /

const curlLine = /^(?:[*<>] |[<>]$|[}{] \[\d+ bytes|\$ curl |curl (?:-|https?:|'|"))/

/** The form of a line, by its own marks; where it stands does not matter. */
export function classify(number: number, text: string): Line {
  const found = form(text)
  return { number, text, ...found }
}

function form(text: string): Pick<Line, 'source' | 'message' | 'level'> {
  if (text.includes(']')) {
    const log = python.exec(text)
    if (log && log.index < 120) {
      return {
        source: sourceOf(log[2]),
        message: text.slice(log.index + log[0].length),
        level: log[1],
      }
    }
    for (const [source, pattern] of bracketed) {
      const match = pattern.exec(text)
      if (match) return plain(source, text.slice(match.index + match[0].length))
    }
  }
  if (curlLine.test(text)) return plain('curl', text)
  if (browser.test(text)) return plain('browser', text)
  if (text.startsWith('{')) return plain(jsonSource(text), text)
  if (
    /(?:^|\s)haproxy(?:\[\d+\])?: |^(?:Proxy|Server|Backend) \S+ (?:started|is (?:UP|DOWN)|has no server)/.test(
      text,
    )
  ) {
    return plain('haproxy', text)
  }
  if (request.test(text)) return plain('access', text)
  if (/^\s*(?:time="[^"]+" level=|(?:ERR|WRN|INF|DBG) )/.test(text)) return plain('traefik', text)
  if (isConfiguration(text)) return plain('config', text)
  return plain('other', text)
}

const bracketed: readonly (readonly [Source, RegExp])[] = [
  ['chp', chp],
  ['nginx', nginx],
  ['apache', apache],
]

function plain(source: Source, message: string): Pick<Line, 'source' | 'message' | 'level'> {
  return { source, message, level: undefined }
}

function sourceOf(logger: string | undefined): Source {
  if (logger === 'JupyterHub') return 'hub'
  return logger !== undefined && /ServerApp|NotebookApp|LabApp|SingleUser|ExtensionApp/.test(logger)
    ? 'server'
    : 'python'
}

function jsonSource(text: string): Source {
  if (text.includes('"logger":"http') || text.includes('"logger":"tls')) return 'caddy'
  if (text.includes('"RouterName"') || text.includes('"DownstreamStatus"')) return 'traefik'
  return 'other'
}

/** Directives of nginx, Apache, HAProxy, and settings of jupyterhub_config.py. */
function isConfiguration(text: string): boolean {
  return /^\s*(?:(?:add_header|proxy_set_header|proxy_pass|proxy_buffering|proxy_http_version|client_max_body_size|more_set_headers)\s|(?:Header|RequestHeader)\s+(?:always\s+)?(?:set|append|add|edit|unset)\s|http-(?:request|response) (?:set|add|del)-header|c\.\w+\.\w+)/i.test(
    text,
  )
}
