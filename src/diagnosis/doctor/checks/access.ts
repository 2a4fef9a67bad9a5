import { keepNoPath, noPassword, reachProxy } from '../../recipes/answers.ts'
import { type Check, wrong } from '../check.ts'
import type { DoctorFinding } from '../finding.ts'
import { advice, edgeFix, found, recipeSite } from '../found.ts'
import type { Site } from '../site.ts'
import { behind } from './behind.ts'
import { pastTheProxy } from './past-the-proxy.ts'
import { isPortal, leaveOut } from './portal.ts'
import { rateLimit } from './rate-limit.ts'
import { say, type Tree, treesOf, well } from './trees.ts'

/** Whether every part of the site leads to the hub's proxy, or somebody else answers. */
export const access: Check = {
  name: 'Who answers',
  judge(site) {
    const trees = treesOf(site)
    if (trees.length === 0) return undefined
    const first = rateLimit(site) ?? behind(site, trees) ?? foreign(site, trees)
    if (first) return wrong(first)
    return trees.every(({ by }) => by !== 'nobody')
      ? { well: 'Paths of hub, service and servers lead there' }
      : undefined
  },
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
  return pastTheProxy(site, trees) ?? other(edges)
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
        reachProxy(recipeSite(site)),
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
        keepNoPath(tree.path, recipeSite(site)),
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
        keepNoPath(tree.path, recipeSite(site)),
      ),
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
