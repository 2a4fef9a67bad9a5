import { allowMany, keepNoPath, noPassword, reachProxy } from '../../recipes/answers.ts'
import { type DoctorAnswerer, answererOf, askedAnswerer } from '../answerer.ts'
import { type Check, wrong } from '../check.ts'
import type { DoctorFinding } from '../finding.ts'
import { advice, edgeFix, found, recipeSite } from '../found.ts'
import { answersOf } from '../recognise.ts'
import type { Answer, Asked } from '../results.ts'
import type { Site } from '../site.ts'
import { isPortal, leaveOut } from './portal.ts'

interface Tree {
  path: string
  asked: Asked
  by: DoctorAnswerer | 'nobody'
}

/** Whether every part of the site leads to the hub's proxy, or somebody else answers. */
export const access: Check = {
  name: 'Who answers',
  judge(site) {
    const trees = treesOf(site)
    if (trees.length === 0) return undefined
    const limited = answersOf(site.results).find((each) => each.status === 429 && answererOf(each) === 'edge')
    if (limited) return wrong(rateLimited(site))
    const first = foreign(site, trees)
    if (first) return wrong(first)
    return trees.every(({ by }) => by !== 'nobody')
      ? { well: 'Paths of hub, service and servers lead there' }
      : undefined
  },
}

function treesOf({ results, page }: Site): Tree[] {
  const { echoes, hub, hubPage, userTree } = results
  const hubPath = new URL(results.page.hubUrl, page).pathname
  const all: [string, Asked | undefined][] = [
    [results.page.prefix, echoes?.[0]],
    [`${hubPath}api/`, hub?.[0]],
    [hubPath, hubPage],
    [hubPath.replace(/hub\/$/, 'user/'), userTree],
  ]
  return all.flatMap(([path, asked]) => (asked ? [{ path, asked, by: askedAnswerer(asked) }] : []))
}

function foreign(site: Site, trees: readonly Tree[]): DoctorFinding | undefined {
  const api = trees.find(({ path }) => path.endsWith('hub/api/'))
  const portal = trees.find(({ asked, path }) =>
    isPortal(asked, site, path.endsWith('/api/') ? 'api' : 'page'),
  )
  if (portal) return portalFound(site, portal)
  const edges = trees.filter(({ by }) => by === 'edge')
  const withStatus = (...statuses: number[]) =>
    edges.filter(({ asked }) => statuses.includes(asked.answer?.status ?? 0))
  const [asksLogin] = withStatus(401)
  if (asksLogin) return ownLogin(site, asksLogin)
  const down = withStatus(502, 503, 504)
  if (down.length > 0) return upstreamDown(site, down, trees)
  const [blocked] = withStatus(403)
  if (blocked) return blockedFound(site, blocked, blocked === api)
  const [lost] = withStatus(404)
  if (lost && trees.some(({ by }) => by === 'hub' || by === 'service')) return pathMissing(site, lost, trees)
  return direct(site, trees) ?? other(edges)
}

function say({ path, asked }: Tree): string {
  const { answer } = asked
  if (!answer) return `${path} is not answered at all (${asked.reason ?? asked.failure ?? 'no reason'}).`
  const where = answer.headers['location']
  const what =
    answer.status === 0 || where
      ? `redirected${where ? ` to ${where}` : ''}`
      : `answered with ${answer.status}`
  const server = answer.headers['server']
  return `${path} is ${what}${answer.says ? ` “${answer.says}”` : ''}${server ? ` by ${server}` : ''}.`
}

function well(trees: readonly Tree[]): string[] {
  const good = trees.filter(({ by }) => by === 'hub' || by === 'service').map(({ path }) => path)
  return good.length > 0 ? [`${good.join(' and ')} arrive.`] : []
}

function rateLimited(site: Site): DoctorFinding {
  const answer = answersOf(site.results).find((each) => each.status === 429)
  return found({
    code: 'edge-rate-limit',
    hop: 'edge',
    explanation:
      'A page that loads its files and follows a few servers asks often enough to meet this limit. The hub’s own limit on starts says so in its own words; this answer does not.',
    evidence: [`One of the checks was answered with 429 by something in between${retry(answer)}.`],
    fixes: [
      edgeFix(site, 'Let a page make its calls; where many people share an address, allow more:', allowMany),
      advice('Or leave the hub’s API and its streams out of the limit.'),
    ],
  })
}

function retry(answer: Answer | undefined): string {
  const after = answer?.headers['retry-after']
  return after === undefined ? '' : `, to come back after ${after} s`
}

function portalFound(site: Site, tree: Tree): DoctorFinding {
  return found({
    code: 'sso-portal',
    certainty: tree.by === 'hidden' ? 'likely' : 'certain',
    hop: 'edge',
    explanation:
      'Pages work, because the browser follows to the portal and back. Calls of scripts and of pages in the background end there.',
    evidence: [say(tree)],
    fixes: [
      leaveOut(site, tree.path),
      advice('If that was so before, the portal’s session has ended: open the site anew and log in there.'),
    ],
  })
}

function ownLogin(site: Site, tree: Tree): DoctorFinding {
  return found({
    code: 'edge-auth',
    hop: 'edge',
    explanation:
      'There is one Authorization header, and two that want it: the proxy its password, the hub its token. Calls with a token cannot satisfy both.',
    evidence: [say(tree)],
    fixes: [
      edgeFix(site, 'The hub has a login of its own. Ask for no other:', noPassword),
      advice('Or leave the hub’s API and the servers’ (/hub/api, /user/*/api) out of that login.'),
    ],
  })
}

function upstreamDown(site: Site, down: readonly Tree[], trees: readonly Tree[]): DoctorFinding {
  const inside = site.results.inside?.hub.answer?.status === 200
  return found({
    code: 'edge-upstream-down',
    certainty: inside || down.length > 1 ? 'certain' : 'likely',
    hop: 'edge',
    explanation:
      'The proxy in front does not reach configurable-http-proxy at the address it was given, or not in its time.',
    evidence: [
      ...down.map(say),
      ...(inside ? ['At its internal address the hub answers.'] : []),
      ...well(trees),
    ],
    fixes: [
      edgeFix(
        site,
        'Compare the target with where configurable-http-proxy listens:',
        reachProxy(recipeSite()),
      ),
    ],
  })
}

function blockedFound(site: Site, tree: Tree, isApi: boolean): DoctorFinding {
  return found({
    code: isApi ? 'edge-blocks-api' : 'edge-answered',
    hop: 'edge',
    explanation: isApi
      ? 'The refusal comes from something in front of the hub and looks like a missing scope only by its number. Logins of services need the API too.'
      : 'The refusal comes from a proxy, a firewall or an access rule in front of the hub.',
    evidence: [say(tree)],
    fixes: [
      edgeFix(
        site,
        `Allow ${tree.path} for everybody who may open the hub’s pages:`,
        keepNoPath(tree.path, site.page.hostname),
      ),
    ],
  })
}

function pathMissing(site: Site, tree: Tree, trees: readonly Tree[]): DoctorFinding {
  return found({
    code: 'edge-paths-missing',
    hop: 'edge',
    explanation:
      'Everything below the hub’s base URL belongs to configurable-http-proxy, which knows the way to hub, services and servers.',
    evidence: [say(tree), ...well(trees)],
    fixes: [
      edgeFix(
        site,
        `Send every path, and so ${tree.path}, to the hub’s proxy:`,
        keepNoPath(tree.path, site.page.hostname),
      ),
    ],
  })
}

/**
 * The service's path leads to the hub. Headers beyond 16 KiB pass the hub's own parser, and never that of its proxy: when
 * they do, nothing stands between. When something in front refuses them first, the proxy may have lost the route.
 */
function direct(site: Site, trees: readonly Tree[]): DoctorFinding | undefined {
  const [service] = trees
  if (service?.by !== 'hub' || site.results.service === 'absent') return undefined
  const large = site.results.headers?.find(({ bytes }) => bytes > 16_384)
  // The parser of the hub's proxy: it stands in between, and has no route to the service.
  if (large?.answer && answererOf(large.answer) === 'parser') return undefined
  const passed = large?.answer && answererOf(large.answer) === 'hub'
  return found({
    code: 'direct-hub-port',
    certainty: passed ? 'certain' : 'likely',
    hop: 'edge',
    explanation:
      'Requests reach the hub without passing its proxy. Its pages work, and services and servers cannot be found.',
    evidence: [
      say(service),
      passed
        ? 'A request with headers beyond 16 KiB was answered by the hub; its proxy does not let such pass.'
        : 'Whether the hub’s proxy stands in between cannot be seen: something refuses large headers before either.',
    ],
    fixes: [
      edgeFix(
        site,
        'Send requests to the proxy (port 8000, or the service proxy-public), not to the hub:',
        reachProxy(recipeSite()),
      ),
      ...(passed
        ? []
        : [advice('If they do go to the proxy: see that the hub knows the service and runs it.')]),
    ],
  })
}

function other(edges: readonly Tree[]): DoctorFinding | undefined {
  const [first] = edges
  return (
    first &&
    found({
      code: 'edge-answered',
      certainty: 'likely',
      hop: 'edge',
      explanation: 'The answer lacks the marks of hub, service and configurable-http-proxy.',
      evidence: edges.map(say),
      fixes: [advice(`See what the proxy in front does with ${first.path}.`)],
    })
  )
}
