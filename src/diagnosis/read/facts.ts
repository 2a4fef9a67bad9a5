import { type HubVersion, parseVersion } from '#hub/versions.ts'
import type { Answer } from './answer.ts'
import type { Line, Source } from './line.ts'

const patterns: readonly RegExp[] = [
  /Running JupyterHub version (\d[\w.]*)/,
  /ConfigurableHTTPProxy-(\d[\w.]*)/,
  /[Xx]-[Jj]upyter[Hh]ub-[Vv]ersion["']?: ["']?(\d[\w.]*)/,
  /but the Hub expects (\d[\w]*(?:\.\w+)*)/,
  /jupyterhub version (\d[\w.]*) != jupyterhub-singleuser/,
  /^(?:[$#] )?(?:jupyterhub|JupyterHub):? ?(?:version )?[=v ]*(\d+\.\d[\w.]*)\b/,
]

/** What a text tells about the site as a whole, beside its problems. */
export interface Facts {
  /** Of the hub, and where it was read. */
  versions: { line: number; version: HubVersion }[]
  /** How many lines of each source. */
  sources: Map<Source, number>
  /** Names under which browsers reach the site: from addresses in the text. */
  publicOrigins: Set<string>
  /** Targets of routes to users' servers. */
  userTargets: { line: Line; path: string; target: string }[]
  loginAddresses: Map<'GET' | 'POST', Set<string>>
  /** Requests right after a login that were sent to the login form again. */
  forgottenLogins: Line[]
  lastLogin: number | undefined
}

export function createFacts(): Facts {
  return {
    versions: [],
    sources: new Map(),
    publicOrigins: new Set(),
    userTargets: [],
    loginAddresses: new Map(),
    forgottenLogins: [],
    lastLogin: undefined,
  }
}

const most = 50

export function noteLine(facts: Facts, line: Line): void {
  facts.sources.set(line.source, (facts.sources.get(line.source) ?? 0) + 1)
  noteVersion(facts, line)
}

function noteVersion(facts: Facts, line: Pick<Line, 'text' | 'number'>): void {
  if (!/ersion|HTTPProxy-|expects|^(?:[$#] )?[Jj]upyter[Hh]ub/.test(line.text)) return
  for (const pattern of patterns) {
    const found = pattern.exec(line.text)?.[1]
    const version = found === undefined ? undefined : parseVersion(found.replace(/\.$/, ''))
    if (version && facts.versions.at(-1)?.version.text !== version.text && facts.versions.length < most) {
      facts.versions.push({ line: line.number, version })
    }
  }
}

/** Source of the route lines: `add_user` in jupyterhub/proxy.py, `addRoute` in configurable-http-proxy. */
export function noteTarget(facts: Facts, line: Line, path: string, target: string): void {
  if (!/\/user\//.test(path) || facts.userTargets.length >= most) return
  facts.userTargets.push({ line, path, target })
}

export function noteAnswer(facts: Facts, answer: Answer): void {
  const origin = answer.origin ?? originOf(answer.referer)
  if (origin !== undefined && facts.publicOrigins.size < most) facts.publicOrigins.add(origin)
  const version = answer.exchange?.responseHeaders.get('x-jupyterhub-version')
  if (version !== undefined)
    noteVersion(facts, { number: answer.line.number, text: `x-jupyterhub-version: ${version}` })
  if (answer.address !== undefined && /\/hub\/login(?:\?|$)/.test(answer.path ?? '')) noteLogin(facts, answer)
}

/** A login, and what follows it: a browser that keeps its cookies is not sent to the form at once. */
export function noteLoginStep(facts: Facts, line: Line, step: 'logged-in' | 'sent-to-login'): void {
  if (step === 'logged-in') {
    facts.lastLogin = line.number
    return
  }
  if (facts.lastLogin === undefined || line.number - facts.lastLogin > 5) return
  facts.lastLogin = undefined
  if (facts.forgottenLogins.length < most) facts.forgottenLogins.push(line)
}

function noteLogin(facts: Facts, { method, address = '' }: Answer): void {
  if (method !== 'GET' && method !== 'POST') return
  const seen = facts.loginAddresses.get(method) ?? new Set<string>()
  if (seen.size < most) seen.add(address)
  facts.loginAddresses.set(method, seen)
}

function originOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /^https?:\/\/[^/\s]+/.exec(url)?.[0]
}

/** The hub's version as it was at a line: the last one told before, else the first after. */
export function versionAt(facts: Facts, line: number): HubVersion | undefined {
  const before = facts.versions.findLast((each) => each.line <= line)
  return (before ?? facts.versions[0])?.version
}
