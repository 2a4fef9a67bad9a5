import { all } from '../../../words.ts'
import { keepNoPath, noPassword, reachProxy } from '../../../recipes/answers.ts'
import { type Check, wrong } from '../../check.ts'
import type { DoctorFinding } from '../../finding.ts'
import { advice, edgeFix, found, recipeSite } from '../../found.ts'
import type { Site } from '../../site.ts'
import { behind } from './behind.ts'
import { nowAndThen } from './now-and-then.ts'
import { pastTheProxy } from './past-the-proxy.ts'
import { isPortal, leaveOut } from './portal.ts'
import { rateLimit } from './rate-limit.ts'
import { isEdgeLoop } from '../answers/redirects.ts'
import { say, type Tree, treesOf, well } from './trees.ts'

/** Whether every part of the site leads to the hub's proxy, or somebody else answers. */
export const access: Check = {
  name: 'Who answers',
  judge(site) {
    const trees = treesOf(site)
    // Redirects that lead to themselves are found as such.
    if (trees.length === 0 || isEdgeLoop(site.results.redirects ?? [])) return undefined
    const limit = rateLimit(site)
    if (limit) return wrong(limit)
    const down = behind(site, trees)
    const [first, ...more] = [...(down ? [down] : []), ...nowAndThen(site), ...foreign(site, trees)]
    if (first) return wrong(first, ...more)
    return trees.every(({ by }) => !astray.has(by))
      ? { well: `${all(trees.map(({ path }) => path))} lead where they should` }
      : undefined
  },
}

/** Whoever stands in for one part of the site says nothing of the others, so each is named. */
function foreign(site: Site, trees: readonly Tree[]): DoctorFinding[] {
  const portals = trees.filter(({ asked, path }) =>
    isPortal(asked, site, path.endsWith('/api/') ? 'api' : 'page'),
  )
  const edges = trees.filter((tree) => tree.by === 'edge' && !portals.includes(tree))
  const withStatus = (...statuses: number[]) =>
    edges.filter(({ asked }) => statuses.includes(asked.answer?.status ?? 0))
  const arrives = trees.some(({ by }) => by === 'hub' || by === 'service')
  const findings = [
    ...each(portals, (all) => portalFound(site, all)),
    ...each(withStatus(401), (all) => ownLogin(site, all)),
    ...each(withStatus(502, 503, 504), (all) => upstreamDown(site, all, trees)),
    ...blocked(site, withStatus(403), arrives),
    ...each(arrives ? withStatus(404) : [], (all) => pathMissing(site, all, trees)),
  ]
  return findings.length > 0 ? findings : each(trees, () => pastTheProxy(site, trees) ?? other(edges))
}

/** What these answer is not what was asked for; the cause is another check's to name. */
const astray: ReadonlySet<Tree['by']> = new Set(['nobody', 'parser', 'chp', 'hub-page'])

type Trees = readonly [Tree, ...Tree[]]

function each(trees: readonly Tree[], make: (all: Trees) => DoctorFinding | undefined): DoctorFinding[] {
  const [first, ...more] = trees
  const finding = first && make([first, ...more])
  return finding ? [finding] : []
}

/** The API alone is what an access rule is written against; with all else it is one refusal of everything. */
function blocked(site: Site, trees: readonly Tree[], arrives: boolean): DoctorFinding[] {
  const isApi = ({ path }: Tree) => arrives && path.endsWith('hub/api/')
  return [
    ...each(trees.filter(isApi), (all) => blockedFound(site, all, true)),
    ...each(
      trees.filter((tree) => !isApi(tree)),
      (all) => blockedFound(site, all, false),
    ),
  ]
}

function portalFound(site: Site, trees: Trees): DoctorFinding {
  return found({
    code: 'sso-portal',
    certainty: trees.every(({ by }) => by === 'hidden') ? 'likely' : 'certain',
    hop: 'edge',
    explanation:
      'Pages work, because the browser follows to the portal and back. Calls of scripts and of pages in the background end there.',
    evidence: trees.map(say),
    fixes: [
      ...trees.map(({ path }) => leaveOut(site, path)),
      advice('If that was so before, the portal’s session has ended: open the site anew and log in there.'),
    ],
  })
}

function ownLogin(site: Site, trees: Trees): DoctorFinding {
  return found({
    code: 'edge-auth',
    hop: 'edge',
    explanation:
      'There is one Authorization header, and two that want it: the proxy its password, the hub its token. Calls with a token cannot satisfy both.',
    evidence: trees.map(say),
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

function blockedFound(site: Site, trees: Trees, isApi: boolean): DoctorFinding {
  return found({
    code: isApi ? 'edge-blocks-api' : 'edge-answered',
    hop: 'edge',
    explanation: isApi
      ? 'The refusal comes from something in front of the hub and looks like a missing scope only by its number. Logins of services need the API too.'
      : 'The refusal comes from a proxy, a firewall or an access rule in front of the hub.',
    evidence: trees.map(say),
    fixes: trees.map(({ path }) =>
      edgeFix(
        site,
        `Allow ${path} for everybody who may open the hub’s pages:`,
        keepNoPath(path, recipeSite(site)),
      ),
    ),
  })
}

function pathMissing(site: Site, lost: Trees, trees: readonly Tree[]): DoctorFinding {
  return found({
    code: 'edge-paths-missing',
    hop: 'edge',
    explanation:
      'Everything below the hub’s base URL belongs to configurable-http-proxy, which knows the way to hub, services and servers.',
    evidence: [...lost.map(say), ...well(trees)],
    fixes: lost.map(({ path }) =>
      edgeFix(
        site,
        `Send every path, and so ${path}, to the hub’s proxy:`,
        keepNoPath(path, recipeSite(site)),
      ),
    ),
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
