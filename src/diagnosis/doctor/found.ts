import { catalog, type FindingCode } from '../codes.ts'
import type { Certainty, ConfigLine } from '../finding.ts'
import {
  type ProxyKind,
  proxyKinds,
  proxyNames,
  type Recipe,
  type RecipeSite,
  usualSite,
} from '../recipes/proxy.ts'
import { withNotes } from '../recipes/notes.ts'
import type { DoctorFinding, DoctorFix, HopName } from './finding.ts'
import type { Site } from './site.ts'

interface Given {
  code: FindingCode
  about?: string
  certainty?: Certainty
  hop: HopName
  title?: string
  explanation: string
  evidence: readonly string[]
  fixes: readonly DoctorFix[]
}

/** A finding with what the catalog says of its code. */
export function found({ code, certainty = 'certain', title, ...rest }: Given): DoctorFinding {
  const { severity, title: general } = catalog[code]
  return { code, certainty, severity, title: title ?? general, ...rest }
}

/** Where configurable-http-proxy listens is not told to anybody, so the documentation's address stands for it, and says so. */
export function recipeSite({ results, page }: Site): RecipeSite {
  const base = new URL(results.page.hubUrl).pathname.replace(/hub\/$/, '')
  return { ...usualSite, base, host: page.hostname }
}

/** Lines for the proxy that was recognised, with the others at hand. */
export function edgeFix(site: Site, text: string, recipe: Recipe): DoctorFix {
  const of = (proxy: ProxyKind) => ({
    where: proxyNames[proxy],
    lines: marked([`# what serves ${site.page.host}`, ...withNotes(proxy, recipe[proxy])]),
  })
  return {
    text,
    ...of(site.recipe),
    others: proxyKinds.filter((proxy) => proxy !== site.recipe).map((proxy) => ({ proxy, ...of(proxy) })),
  }
}

/** Lines for the hub's configuration. */
export function hubFix(text: string, ...lines: readonly string[]): DoctorFix {
  return { text, where: 'jupyterhub_config.py', lines: marked(lines) }
}

/** Has servers take pages of this site for theirs, where Host cannot arrive as the browser sent it. */
export function allowOrigin({ page }: Site): string {
  return `c.Spawner.args.append("--ServerApp.allow_origin=${page.origin}")`
}

/** Advice without lines. */
export function advice(text: string): DoctorFix {
  return { text, where: '', lines: [] }
}

export const newerHub = advice(
  'Lasting: a hub of version 4 or newer does not compare the Referer and is not hit by this.',
)

/** Lines that start with `#` say where or what to take out; the others are to be added. */
function marked(lines: readonly string[]): ConfigLine[] {
  return lines.map((text) => (/^\s*#/.test(text) ? { text } : { text, added: true }))
}

/** An address as a JSON string, which is a Python string too. */
export function quoted(text: string): string {
  return JSON.stringify(text)
}
