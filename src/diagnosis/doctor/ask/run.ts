import { checkNames } from '../check-names.ts'
import type { ProbeResults } from '../results.ts'
import { probeArrival, probeBodies, probeCache, probeHeaders, probeMethods, probePath } from './arrival.ts'
import type { ProbeContext } from './context.ts'
import { probeHub } from './hub.ts'
import { probeLoginForm } from './login-form.ts'
import { probeProgress } from './progress.ts'
import { askProxied } from './proxied.ts'
import { probeSockets, probeStream } from './streams.ts'
import { probeVisitors } from './visitors.ts'

interface Probe {
  name: string
  run: (context: ProbeContext) => Promise<Partial<ProbeResults>>
}

async function probeInside(context: ProbeContext): Promise<Partial<ProbeResults>> {
  const inside = await context.lookInside?.(context.signal)
  if (!inside?.targets) return inside ? { inside } : {}
  return { inside: { ...inside, targets: await askProxied(context, inside.targets) } }
}

async function probeRoutes({ readRoutes }: ProbeContext): Promise<Partial<ProbeResults>> {
  const routes = await readRoutes?.()
  if (routes && 'unread' in routes) return { unread: { [checkNames.routes]: routes.unread } }
  return routes ? { routes } : {}
}

/** The slow ones first; a browser has six connections to a host, and the page itself needs some. */
const probes: readonly Probe[] = [
  { name: 'streams', run: probeStream },
  { name: 'the view from inside', run: probeInside },
  { name: 'a start’s progress', run: probeProgress },
  { name: 'what arrives', run: probeArrival },
  { name: 'the hub’s own answers', run: probeHub },
  { name: 'the hub’s login form', run: probeLoginForm },
  { name: 'routes', run: probeRoutes },
  { name: 'WebSockets', run: probeSockets },
  { name: 'encoded paths', run: probePath },
  { name: 'methods', run: probeMethods },
  { name: 'caching', run: probeCache },
  { name: 'header size', run: probeHeaders },
  { name: 'body size', run: probeBodies },
]

const atOnce = 3

export interface Progress {
  done: number
  total: number
  /** What is being probed now. */
  names: readonly string[]
  /** What was found so far; absent before anything was. */
  results?: ProbeResults
}

/**
 * Sends all probes; each has its own time limit, and what one finds does not depend on another, but for a last question.
 * Rejects only when the person stopped it.
 */
export async function runProbes(
  context: ProbeContext,
  tell: (progress: Progress) => void = () => {},
): Promise<ProbeResults> {
  const results: ProbeResults = { at: context.now(), asker: context.kind, page: context.page }
  const waiting = [...probes]
  const running = new Set<string>()
  let done = 0
  const report = () =>
    tell({ done, total: probes.length, names: [...running], ...(done > 0 && { results: { ...results } }) })

  const work = async (): Promise<void> => {
    for (let probe = waiting.shift(); probe; probe = waiting.shift()) {
      running.add(probe.name)
      report()
      const found = await probe.run(context)
      // Two probes ask for headers; neither may hide what the other found.
      const headers = [...(results.headers ?? []), ...(found.headers ?? [])]
      const unread = { ...results.unread, ...found.unread }
      Object.assign(results, found, headers.length > 0 && { headers }, found.unread && { unread })
      running.delete(probe.name)
      done += 1
      report()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { ...results, ...(await probeVisitors(context, results)) }
}
