import { isBareChp } from '../../answerer.ts'
import type { DoctorFinding } from '../../finding.ts'
import { advice, found } from '../../found.ts'
import type { Site } from '../../site.ts'
import { say, type Tree, well } from './trees.ts'

/** A 503 of the hub's proxy itself: the way to it is well, and what its route leads to does not answer. */
export function behind(site: Site, trees: readonly Tree[]): DoctorFinding | undefined {
  const down = downOf(trees)
  if (isHubAway(trees)) return hubDown(site, down)
  return down.length > 0 ? serviceDown(down, trees) : undefined
}

/** The hub's own proxy does not reach it. */
export function isHubAway(trees: readonly Tree[]): boolean {
  return downOf(trees).some(({ isService }) => !isService)
}

function downOf(trees: readonly Tree[]): Tree[] {
  return trees.filter(({ by, asked }) => (by === 'chp' || by === 'hub-page') && asked.answer?.status === 503)
}

export const seeToTheHub = advice(
  'See whether the hub runs, and what the last lines of its log say. A start takes a few seconds.',
)

function hubDown({ results }: Site, down: readonly Tree[]): DoctorFinding {
  const isBare = down.some(({ asked }) => asked.answer && isBareChp(asked.answer))
  const isUp = results.inside?.hub.answer?.status === 200
  return found({
    code: 'hub-unreachable',
    certainty: isBare ? 'certain' : 'likely',
    hop: 'hub',
    ...(isUp ? { title: 'The hub’s proxy does not reach the hub' } : {}),
    explanation:
      'configurable-http-proxy answers, and gets no answer where its route to the hub leads. Nobody can log in, and no page of the hub opens; servers that run go on.',
    evidence: [
      ...down.map(say),
      isBare
        ? 'These are the words of configurable-http-proxy when it gets not even the hub’s own page of the error.'
        : 'It is the page that the hub renders for configurable-http-proxy, so the hub was there for that.',
      ...(isUp ? ['At its internal address the hub answers the service.'] : []),
    ],
    fixes: [
      isUp
        ? advice(
            'Compare where the route / leads with where the hub listens: hub_bind_url and hub_connect_url in jupyterhub_config.py.',
          )
        : seeToTheHub,
    ],
  })
}

function serviceDown(down: readonly Tree[], trees: readonly Tree[]): DoctorFinding {
  return found({
    code: 'target-down-503',
    hop: 'service',
    explanation:
      'configurable-http-proxy has a route to Hubscope’s service and gets no answer where it leads: the service has ended, or listens elsewhere than the url of its entry says.',
    evidence: [...down.map(say), ...well(trees)],
    fixes: [
      advice(
        'See why the service ended: its lines stand in the hub’s log. A hub that manages it starts it again.',
      ),
      advice(
        'Where it runs by itself, compare the url of its entry in jupyterhub_config.py with where it listens.',
      ),
    ],
  })
}
