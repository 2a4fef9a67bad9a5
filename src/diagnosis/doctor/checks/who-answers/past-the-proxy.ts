import { reachProxy } from '../../../recipes/answers.ts'
import { answererOf } from '../../answerer.ts'
import type { DoctorFinding } from '../../finding.ts'
import { advice, edgeFix, found, recipeSite } from '../../found.ts'
import type { Site } from '../../site.ts'
import { apiRedirect } from '../requests/paths.ts'
import { say, type Tree, well } from './trees.ts'

/** Bytes of headers that configurable-http-proxy takes unless told otherwise: the limit of Node's HTTP parser. */
const usualLimit = 16_384

/**
 * The service's path leads to the hub: its proxy has lost the route, or requests do not pass the proxy. Headers beyond
 * 16 KiB tell which: the proxy's parser refuses them, with an empty 431, and the hub's own takes four times as much.
 */
export function pastTheProxy(site: Site, trees: readonly Tree[]): DoctorFinding | undefined {
  const service = trees.find(({ isService }) => isService)
  // Then the path leads to the hub by right; or all paths are other ones, which have no routes.
  if (site.results.service !== undefined || apiRedirect(site) !== undefined) return undefined
  const large = site.results.headers?.find(({ bytes }) => bytes > usualLimit)
  const by = large?.answer && answererOf(large.answer)
  if (by === 'parser' && (service?.by === 'hub' || isHiddenRedirect(service, trees))) {
    return routeLost(service, trees)
  }
  if (service?.by !== 'hub') return undefined
  return direct(site, service, by === 'hub' ? large?.bytes : undefined)
}

/** A browser does not show where a redirect leads. The service's echo redirects nobody; the hub does, what it does not know. */
function isHiddenRedirect(service: Tree | undefined, trees: readonly Tree[]): service is Tree {
  return service?.by === 'hidden' && trees.some(({ by }) => by === 'hub')
}

function routeLost(service: Tree, trees: readonly Tree[]): DoctorFinding {
  return found({
    code: 'route-missing',
    certainty: service.by === 'hub' ? 'certain' : 'likely',
    hop: 'chp',
    title: 'The hub’s proxy has no route to Hubscope’s service',
    explanation:
      'Requests pass configurable-http-proxy, which sends those to the service to the hub, as all for which it has no route.',
    evidence: [
      say(service),
      'Headers beyond 16 KiB are answered with an empty 431: that is configurable-http-proxy, so requests do pass it.',
      ...well(trees.filter((tree) => tree !== service)),
    ],
    fixes: [
      advice(
        'After a restart of the proxy the hub adds its routes anew when it looks, by default every five minutes; POST /hub/api/proxy makes it look at once.',
      ),
      advice(
        'If it stays so: see that jupyterhub_config.py has the service, with a url, and that the hub runs it.',
      ),
    ],
  })
}

/** `passed`: bytes of headers that came through to the hub. */
function direct(site: Site, service: Tree, passed: number | undefined): DoctorFinding {
  return found({
    code: 'direct-hub-port',
    certainty: 'likely',
    hop: 'edge',
    explanation:
      'Requests reach the hub without passing its proxy. Its pages work, and services and servers cannot be found.',
    evidence: [
      say(service),
      passed !== undefined
        ? `A request with ${Math.round(passed / 1024)} KiB of headers was answered by the hub. Its proxy takes 16 KiB, unless Node’s --max-http-header-size says otherwise.`
        : 'Whether the hub’s proxy stands in between cannot be seen: something refuses large headers before either.',
    ],
    fixes: [
      edgeFix(
        site,
        'Send requests to the proxy (port 8000, or the service proxy-public), not to the hub:',
        reachProxy(recipeSite(site)),
      ),
      advice('If they do go to the proxy: see that the hub knows the service and runs it.'),
    ],
  })
}
