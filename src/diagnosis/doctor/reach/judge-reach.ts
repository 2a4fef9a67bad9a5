import { parseVersion } from '#hub/versions.ts'
import { answererOf, isBareChp, isTooLarge } from '../answerer.ts'
import { certificateRefused, isOfProxy } from '../checks/routes/certificates.ts'
import { loopCertainty, loopEvidence, loopFinding, loops } from '../checks/routes/loops.ts'
import { loopOf } from '../checks/answers/redirects.ts'
import type { DoctorFinding } from '../finding.ts'
import type { Answer, Reach } from '../results.ts'
import type { Site } from '../site.ts'
import { isOfServer, isReached, reachName, versionOf } from './reach-facts.ts'
import {
  type About,
  allDown,
  circles,
  down,
  edgeDown,
  mismatch,
  noSocket,
  routeMissing,
  silent,
  stopped,
} from './reach-findings.ts'

/** How a user's server is reached, from the public address on. `unknown`: nothing came that would tell. */
export type ReachVerdict = { kind: 'reached' | 'unknown' } | { kind: 'wrong'; finding: DoctorFinding }

/** Each way in which a server that runs by the hub's model cannot be reached by its user has a code of its own. */
export function judgeReach(site: Site, reach: Reach): ReachVerdict {
  const finding = wrongFrom(site, reach)
  if (finding) return { kind: 'wrong', finding }
  return { kind: isReached(reach) ? 'reached' : 'unknown' }
}

function wrongFrom(site: Site, reach: Reach): DoctorFinding | undefined {
  const { asked, hops = [], inside } = reach
  const about = aboutOf(reach)
  const loop = loopOf(hops)
  if (loop) return lost(about, [loop.map(({ url }) => url).join(' → ')])
  if (asked.answer && isOfServer(asked.answer)) return wrongInside(site, about)
  const refused = inside && certificateRefused(site, inside, asked)
  if (refused?.certainty === 'certain') return refused
  if (inside && loops(inside)) {
    return loopFinding(site, [`${about.says}.`, ...loopEvidence(site, inside)], loopCertainty(inside))
  }
  if (refused && asked.answer && isOfProxy(asked.answer)) return refused
  if (asked.answer) return wrongAnswer(site, about, asked.answer) ?? refused
  if (asked.failure === 'timeout') return silent(about)
  if (!inside || refused) return refused
  return inside.own.answer ? wrongInside(site, about) : down(about)
}

function wrongAnswer(site: Site, about: About, answer: Answer): DoctorFinding | undefined {
  const { reach, says } = about
  const by = answererOf(answer)
  if (isTooLarge(answer)) {
    return loopFinding(site, [`${says}, and few cookies were sent.`])
  }
  // Whoever answers in its place: the hub, or of a named server the user's default one.
  if (!reach.ready) return stopped(about)
  if (answer.status === 424 || /no longer running/.test(answer.says ?? '')) return routeMissing(about)
  if (/Redirect loop detected/.test(answer.says ?? '')) return lost(about, [says])
  if (answer.status === 503 && isBareChp(answer)) return allDown(about)
  if (answer.status === 503 && by !== 'edge') return down(about)
  if ([502, 503, 504].includes(answer.status)) return edgeDown(about)
  const isHubs = by === 'hub' || by === 'hidden' || by === 'hub-page'
  if (!isHubs) return undefined
  // A route that leads to the hub is as good as none.
  return reach.route?.target === undefined ? routeMissing(about) : circles(about, [`${says}, by the hub.`])
}

/** The hub sends browsers in circles where the proxy has no route, and where that leads to the hub. */
function lost(about: About, evidence: readonly string[]): DoctorFinding {
  const { route } = about.reach
  return route && route.target === undefined ? routeMissing(about) : circles(about, evidence)
}

/** The server answers; what may be wrong all the same. */
function wrongInside(site: Site, about: About): DoctorFinding | undefined {
  const { socket } = about.reach
  const text = versionOf(about.reach)
  const own = text === undefined ? undefined : parseVersion(text)
  if (socket && !socket.opened) return noSocket(site, about)
  return site.version && own && own.major !== site.version.major ? mismatch(about, own.text, site) : undefined
}

function aboutOf(reach: Reach): About {
  const name = reachName(reach)
  const { answer } = reach.asked
  const what = answer?.status === 0 ? 'a redirect' : `${answer?.status ?? 'nothing'}`
  return { name, reach, says: `${name} answers with ${what}${answer?.says ? ` “${answer.says}”` : ''}` }
}
