import { type Answer, pathOf } from '../answer.ts'
import type { Facts } from '../facts.ts'
import type { Observed } from '../observed.ts'
import type { TextFinding } from '../reading.ts'
import { found, remedy, type Rule } from './found.ts'

/** Too large headers: cookies that have grown, or a request that goes in circles and grows on its way. */
export const headerRules: readonly Rule[] = [tooLarge]

/** Platforms that choose the application by the Host header. */
const hostRouted =
  /\.(?:azurecontainerapps\.io|azurewebsites\.net|run\.app|onrender\.com|fly\.dev|herokuapp\.com|railway\.app|cloudfront\.net|apps\.[\w.-]+)$/

function tooLarge(seen: Observed): readonly TextFinding[] {
  const answers = seen.answers.filter(({ status }) => status === 431)
  const words = seen
    .all('status-431')
    .filter(({ line }) => !answers.some((each) => each.line.number === line.number))
  const nginxCookie = seen.all('nginx-header')
  const pages = seen.all('cookie-too-large')
  const target = publicTarget(seen.facts)
  const loop = loopEvidence(answers, target !== undefined)
  const some = answers.length + words.length + nginxCookie.length + pages.length
  if (some === 0) return target?.known ? [asLoop(seen, 'likely', [target.line])] : []
  const proofs = [...answers.slice(0, 3), ...words.slice(0, 2)]
  const cookieProofs = [...nginxCookie.slice(0, 3), ...pages.slice(0, 2)]
  const cookieNamed = nginxCookie.some(({ groups }) => groups[1] === 'Cookie') || bigCookie(answers)
  if (target || loop === 'loop') {
    return [
      asLoop(seen, target || loop === 'loop' ? 'certain' : 'likely', [
        ...(target ? [target.line] : []),
        ...proofs,
        ...cookieProofs,
      ]),
      ...(cookieNamed ? [asBloat('possible', cookieProofs)] : []),
    ]
  }
  if (cookieNamed || cookieProofs.length > 0)
    return [asBloat(cookieNamed ? 'certain' : 'likely', [...cookieProofs, ...proofs])]
  const userOnly = answers.length > 0 && answers.every((answer) => /\/user\//.test(pathOf(answer)))
  return userOnly && smallCookie(answers)
    ? [asLoop(seen, 'likely', proofs), asBloat('possible', proofs)]
    : [asBloat('possible', proofs), asLoop(seen, 'possible', proofs)]
}

/** A route to a user’s server whose target is a name that the public, or the platform’s edge, resolves. */
function publicTarget(facts: Facts) {
  const hosts = [...facts.publicOrigins].map(hostOf)
  for (const { line, target } of facts.userTargets) {
    const host = hostOf(target)
    if (host === '' || /^[\d.:[\]]+$|^[^.]+$|\.(?:svc|local|internal|localdomain|cluster)(?:\.|$)/.test(host))
      continue
    const known = hostRouted.test(host) || hosts.some((each) => sharesSuffix(each, host))
    if (known || target.startsWith('https:')) return { line, known }
  }
  return undefined
}

function hostOf(url: string): string {
  return (/^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? '').toLowerCase()
}

/** The same domain below the last two labels: `hub.apps.example.org`, `user.apps.example.org`. */
function sharesSuffix(a: string, b: string): boolean {
  const [left, right] = [a.split('.').slice(1).join('.'), b.split('.').slice(1).join('.')]
  return a !== b && left === right && left.split('.').length >= 2
}

/** What only going in circles does: the answer of Node’s parser to a small cookie, or forwarded headers without end. */
function loopEvidence(answers: readonly Answer[], hasTarget: boolean): 'loop' | undefined {
  for (const { exchange } of answers) {
    if (!exchange) continue
    const forwarded = exchange.requestHeaders.get('x-forwarded-for') ?? ''
    if (forwarded.split(',').length > 8) return 'loop'
    const empty = exchange.body.trim() === '' && exchange.responseHeaders.get('connection') === 'close'
    if (empty && hasTarget) return 'loop'
    if (empty && cookieLength(exchange.requestHeaders) < 4_000 && exchange.requestHeaders.size > 0)
      return 'loop'
  }
  return undefined
}

/** Values are masked: only of long ones the length is left, the others count as some 250 characters with their names. */
function cookieLength(headers: ReadonlyMap<string, string>): number {
  const cookies = (headers.get('cookie') ?? '').split(';')
  return cookies
    .map((cookie) => Number(/\[masked: (\d+) characters/.exec(cookie)?.[1] ?? 250))
    .reduce((sum, length) => sum + length, 0)
}

function bigCookie(answers: readonly Answer[]): boolean {
  return answers.some(({ exchange }) => {
    if (!exchange) return false
    const cookie = exchange.requestHeaders.get('cookie') ?? ''
    return cookieLength(exchange.requestHeaders) > 7_500 || (cookie.match(/-oauth-state/g)?.length ?? 0) > 8
  })
}

function smallCookie(answers: readonly Answer[]): boolean {
  return !bigCookie(answers)
}

/** Has the proxy write the target's own host into Host. */
export function ownHostLines({ facts }: Observed): string[] {
  const hub = [...facts.publicOrigins].find((origin) => origin.startsWith('https:')) ?? 'https://HUB'
  return [
    'c.ConfigurableHTTPProxy.command.append("--change-origin")',
    `c.Spawner.args.append("--ServerApp.allow_origin=${hub}")`,
  ]
}

function asLoop(
  seen: Observed,
  certainty: 'certain' | 'likely' | 'possible',
  proofs: Parameters<typeof found>[2],
): TextFinding {
  const target = seen.facts.userTargets[0]
  return found('host-route-loop-431', certainty, proofs, {
    explanation: `${
      target
        ? `The route ${target.path} leads to ${target.target}, a name that the platform’s edge serves. `
        : ''
    }The proxy keeps the browser’s Host header, and the edge chooses the application by it, so the request comes back to the hub’s proxy. Each round adds to X-Forwarded-For until the limit for headers (16 KiB) is reached; the answer is an empty 431. It is not about logging in and not about cookies.`,
    remedies: [
      remedy(
        'Let the proxy send the target’s own host, and let servers accept the hub’s pages all the same:',
        'jupyterhub_config.py',
        ...ownHostLines(seen),
      ),
      remedy(
        'Better, where the platform has it: return an internal address (a pod’s or container’s own) from the spawner.',
      ),
      remedy('Raising limits for headers only makes the circles longer.'),
    ],
  })
}

function asBloat(
  certainty: 'certain' | 'likely' | 'possible',
  proofs: Parameters<typeof found>[2],
): TextFinding {
  return found('cookie-bloat', certainty, proofs, {
    remedies: [
      remedy('Clear the cookies of this host in the browser.'),
      remedy(
        'Upgrade the hub and the users’ images to 4.1 or later: older ones set one more oauth-state cookie at every call of a logged-out tab.',
      ),
      remedy(
        'Do not set cookie_options path to “/”. Until then let more through:',
        'nginx',
        'large_client_header_buffers 4 32k;',
      ),
    ],
  })
}
