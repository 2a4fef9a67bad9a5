import { onePolicy } from '../../../recipes/headers.ts'
import { type Check, wrong } from '../../check.ts'
import { edgeFix, found } from '../../found.ts'

/** What a page of the hub needs, and a policy may forbid. */
type Need = 'scripts' | 'calls'

const words: Readonly<Record<Need, { title: string; explanation: string }>> = {
  scripts: {
    title: 'A second Content-Security-Policy stops the scripts of the hub’s pages',
    explanation:
      'The hub’s pages stand still without their inline scripts: the page of a starting server never moves on, and says nothing.',
  },
  calls: {
    title: 'A second Content-Security-Policy stops the calls of the hub’s pages',
    explanation:
      'The hub’s pages may not ask the hub: servers do not start or stop by their buttons, and the page of a starting server never moves on.',
  },
}

/** A second policy applies beside the hub's own, and can only narrow it: the hub's pages use inline scripts and call its API. */
export const policies: Check = {
  name: 'Content-Security-Policy',
  judge(site) {
    const answer = site.results.hubPage?.answer
    if (!answer || answer.status !== 200 || answer.body !== 'html') return undefined
    const page = new URL(site.results.page.hubUrl)
    const all = (answer.headers['content-security-policy'] ?? '').split(',').map((policy) => policy.trim())
    for (const need of ['scripts', 'calls'] as const) {
      const narrow = all.find((policy) => forbids(policy, need, page))
      if (narrow === undefined) continue
      return wrong(
        found({
          code: 'csp-frame',
          hop: 'edge',
          ...words[need],
          evidence: [`The hub’s page arrives with the policy ${short(narrow)}, which does not allow them.`],
          fixes: [edgeFix(site, 'Leave the hub its own policy:', onePolicy)],
        }),
      )
    }
    return { well: 'The hub’s pages may run their scripts, and call the hub' }
  },
}

/** By the rules of CSP 3: of several directives the first of a name counts, and those that fetch fall back on default-src. */
function forbids(policy: string, need: Need, page: URL): boolean {
  const directives = directivesOf(policy)
  const sandbox = directives.get('sandbox')
  if (need === 'scripts') {
    if (sandbox && !sandbox.includes('allow-scripts')) return true
    const sources =
      directives.get('script-src-elem') ?? directives.get('script-src') ?? directives.get('default-src')
    return sources !== undefined && !allowsInline(sources)
  }
  const sources = directives.get('connect-src') ?? directives.get('default-src')
  return sources !== undefined && !sources.some((source) => covers(source, page))
}

function directivesOf(policy: string): Map<string, string[]> {
  const directives = new Map<string, string[]>()
  for (const part of policy.toLowerCase().split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/)
    if (name !== '' && !directives.has(name)) directives.set(name, sources)
  }
  return directives
}

/** Beside a nonce or a hash, browsers do not look at 'unsafe-inline'. */
function allowsInline(sources: readonly string[]): boolean {
  return (
    sources.includes("'unsafe-inline'") &&
    !sources.some((source) => /^'(?:nonce-|sha(?:256|384|512)-|strict-dynamic')/.test(source))
  )
}

/** Whether a source stands for addresses of the page's own origin; paths are not looked at. */
function covers(source: string, page: URL): boolean {
  if (source === "'self'" || source === '*') return true
  if (/^[a-z][a-z\d+.-]*:$/.test(source)) return isScheme(source, page)
  const match = /^(?:([a-z][a-z\d+.-]*:)\/\/)?(\*|(?:\*\.)?[^/:*']+)(?::(\d+|\*))?(?:\/.*)?$/.exec(source)
  if (!match) return false
  const [, scheme, host = '', port] = match
  const usual = page.protocol === 'https:' ? '443' : '80'
  return (
    (scheme === undefined || isScheme(scheme, page)) &&
    (host === '*' ||
      host === page.hostname ||
      (host.startsWith('*.') && page.hostname.endsWith(host.slice(1)))) &&
    (port === '*' || (port ?? usual) === (page.port || usual))
  )
}

/** `http:` stands for https too. */
function isScheme(scheme: string, { protocol }: URL): boolean {
  return scheme === protocol || (scheme === 'http:' && protocol === 'https:')
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
