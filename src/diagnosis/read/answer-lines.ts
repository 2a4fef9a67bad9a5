import { z } from 'zod/mini'
import type { Answer } from './answer.ts'
import { parseJson } from '#hub/json.ts'
import type { Line } from './line.ts'

const method = '(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)'

/** `403 GET /hub/api/users (alice@10.0.0.1) 4.20ms`, with a target for redirects. Source: `log_request` in jupyterhub/log.py. */
const hubAccess = new RegExp(
  String.raw`^(\d{3}) ${method} (\S+)(?: -> (\S+))? \((?:(.*)@)?([^()@\s]*)\)? ([\d.]+)ms(?:.*?\breferer=(\S+))?`,
)
/** `403 GET /hub/api/users (10.0.0.1): reason`, by Tornado's `log_exception`. */
const tornadoError = new RegExp(String.raw`^(\d{3}) ${method} (\S+) \(([^()]*)\): (.*)$`)

const combined = new RegExp(
  String.raw`(?:(\S+) \S+ (\S+) \[[^\]]+\] )?"${method} (\S+)(?: HTTP/[\d.]+)?" (\d{3})(?: (\S+))?(?: "([^"]*)" "[^"]*")?(.*)$`,
)

const haproxy = new RegExp(
  String.raw`(\S+) \[[^\]]+\] \S+ (\S+) [-\d/+]+ (\d{3}) \S+ \S+ \S+ (\S{4}) \S+ \S+ (?:\{.*\} )?"${method} (\S+)`,
)

/** Chrome: `GET https://hub/path 403 (Forbidden)`; Firefox: `XHRGET https://hub/path [HTTP/2 403 Forbidden 12ms]`. */
const browserAnswer = new RegExp(
  String.raw`${method}\s?(https?:\/\/[^/\s]+)(\S*?)(?::\d+)? (?:(\d{3})(?: \(|$)|\[HTTP/[\d.]+ (\d{3})\b)`,
)

/** The answered request that a line tells of, in any of the formats known here. */
export function answerOf(line: Line): Answer | undefined {
  switch (line.source) {
    case 'hub':
    case 'server':
    case 'python':
      return hubAnswer(line)
    case 'haproxy':
      return haproxyAnswer(line)
    case 'access':
      return haproxyAnswer(line) ?? combinedAnswer(line)
    case 'browser':
      return consoleAnswer(line)
    case 'caddy':
    case 'traefik':
      return line.text.startsWith('{') ? jsonAnswer(line) : combinedAnswer(line)
    case 'other':
      return line.text.startsWith('{') ? jsonAnswer(line) : undefined
    default:
      return undefined
  }
}

function hubAnswer(line: Line): Answer | undefined {
  const first = line.message.charCodeAt(0)
  if (first < 49 || first > 53) return undefined
  const access = hubAccess.exec(line.message)
  if (access) {
    return {
      line,
      status: Number(access[1]),
      method: access[2],
      path: access[3],
      location: access[4],
      // Services on other frameworks write the address alone.
      user: access[5],
      address: access[6],
      milliseconds: Number(access[7]),
      referer: access[8],
    }
  }
  const error = tornadoError.exec(line.message)
  return (
    (error && {
      line,
      status: Number(error[1]),
      method: error[2],
      path: error[3],
      address: error[4],
      reason: error[5],
    }) ??
    undefined
  )
}

function combinedAnswer(line: Line): Answer | undefined {
  const match = combined.exec(line.text)
  if (!match) return undefined
  const [, address, , method, target = '', status, flags, referer] = match
  return {
    line,
    status: Number(status),
    method,
    ...targetOf(target),
    address,
    referer,
    // Envoy writes response flags where others write the size.
    flags: flags !== undefined && /^[A-Z,]{2,}$/.test(flags) ? flags : undefined,
  }
}

function haproxyAnswer(line: Line): Answer | undefined {
  const match = haproxy.exec(line.text)
  if (!match) return undefined
  const [, address, backend, status, state, method, target = ''] = match
  return {
    line,
    status: Number(status),
    method,
    ...targetOf(target),
    address,
    flags: `${state} ${backend}`,
  }
}

function consoleAnswer(line: Line): Answer | undefined {
  const match = browserAnswer.exec(line.text)
  if (!match) return undefined
  const [, method, origin, path, chrome, firefox] = match
  return { line, status: Number(chrome ?? firefox), method, origin, path: path === '' ? '/' : path }
}

const caddyLog = z.object({
  status: z.number(),
  request: z.object({ method: z.string(), uri: z.string(), host: z.optional(z.string()) }),
})
const traefikLog = z.object({
  DownstreamStatus: z.number(),
  RequestMethod: z.string(),
  RequestPath: z.string(),
})
const nginxLog = z.object({
  status: z.union([z.number(), z.string()]),
  request_method: z.string(),
  request_uri: z.string(),
  http_referrer: z.optional(z.string()),
  http_referer: z.optional(z.string()),
})

/** Access logs written as JSON: Caddy, Traefik, and nginx with the usual names. */
function jsonAnswer(line: Line): Answer | undefined {
  if (!/"(?:request|DownstreamStatus|request_uri)"/.test(line.text)) return undefined
  const json = parseJson(line.text)
  const caddy = caddyLog.safeParse(json)
  if (caddy.success) {
    const { status, request } = caddy.data
    return { line, status, method: request.method, path: request.uri }
  }
  const traefik = traefikLog.safeParse(json)
  if (traefik.success) {
    const { DownstreamStatus, RequestMethod, RequestPath } = traefik.data
    return { line, status: DownstreamStatus, method: RequestMethod, path: RequestPath }
  }
  const nginx = nginxLog.safeParse(json)
  if (!nginx.success) return undefined
  const { status, request_method, request_uri, http_referer, http_referrer } = nginx.data
  return {
    line,
    status: Number(status),
    method: request_method,
    path: request_uri,
    referer: http_referer ?? http_referrer,
  }
}

/** A path, or a whole address, as HTTP/2 access logs of some proxies have it. */
function targetOf(target: string): Pick<Answer, 'path' | 'origin'> {
  const match = /^(https?:\/\/[^/]+)(\/.*)?$/.exec(target)
  return match ? { origin: match[1], path: match[2] ?? '/' } : { path: target }
}
