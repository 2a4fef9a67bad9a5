import type { Reach } from '../results.ts'
import type { Site } from '../site.ts'
import { isLetIn, isOfServer, isReached, versionOf } from './reach-facts.ts'

/** What was left out, and what would let it be looked at. */
export interface Unlooked {
  text: string
  /** Any of these scopes. */
  scopes: readonly string[]
}

export interface ReachParts {
  /** What was looked at and is well, a sentence each. */
  well: readonly string[]
  unlooked: readonly Unlooked[]
}

/** What whoever looks may do at the server; undefined where nobody knows. */
export interface Looker {
  /** Enter the server. */
  enters: boolean | undefined
  /** Read the proxy's routes. */
  seesRoutes: boolean
  /** The check asked for more than the one answer that the sweep over all servers asks for. */
  closely: boolean
}

/** Beside what is wrong: how far the check came. */
export function partsOf(site: Site, reach: Reach, looker: Looker): ReachParts {
  const well = [answered(reach), versionLine(site, reach), ...insideLines(site, reach), entered(reach)]
  return {
    well: well.filter((line) => line !== undefined),
    unlooked: looker.closely ? unlooked(reach, looker) : [],
  }
}

function answered({ asked }: Reach): string | undefined {
  if (!asked.answer || ![200, 304].includes(asked.answer.status)) return undefined
  return `It answers by the public address, after ${spent(asked.ms)}.`
}

function versionLine({ version }: Site, reach: Reach): string | undefined {
  const own = versionOf(reach)
  if (own === undefined || !version) return undefined
  return own === version.text
    ? `It runs the hub’s version of JupyterHub, ${own}.`
    : own.split('.')[0] === String(version.major)
      ? `It runs JupyterHub ${own}, of the hub’s major version.`
      : undefined
}

function insideLines({ page }: Site, reach: Reach): string[] {
  const { route, inside } = reach
  const leads = route?.target === undefined ? [] : [`The proxy has a route for it, to ${route.target}.`]
  if (!inside?.own.answer || !isOfServer(inside.own.answer)) return leads
  const asPublic = inside.asPublic?.answer
  const both = asPublic !== undefined && isOfServer(asPublic)
  return [
    ...leads,
    `There it answers Hubscope’s service after ${spent(inside.own.ms)}, with its own Host${both ? ` and with ${page.host}` : ''}.`,
    ...(inside.distrust === undefined || !isReached(reach)
      ? []
      : [`The proxy trusts its certificate, and Hubscope’s service does not: ${inside.distrust}.`]),
  ]
}

function entered({ entered, socket }: Reach): string | undefined {
  if (!isLetIn(entered)) return undefined
  return socket?.opened
    ? 'It accepts this browser’s login, and a WebSocket opens.'
    : 'It accepts this browser’s login.'
}

function unlooked(reach: Reach, { enters, seesRoutes }: Looker): Unlooked[] {
  const found: Unlooked[] = []
  if (!seesRoutes) {
    found.push({
      text: 'The proxy’s route, and what answers at its end: your token may not read the routes.',
      scopes: ['proxy'],
    })
  } else if (reach.route?.target !== undefined && !reach.inside) {
    found.push({ text: 'What answers at the end of the route: the service could not be asked.', scopes: [] })
  }
  if (reach.asked.answer && !isLetIn(reach.entered) && [200, 304].includes(reach.asked.answer.status)) {
    found.push(
      enters === false
        ? {
            text: 'Its login and its WebSockets: you may not enter it.',
            scopes: [`access:servers!server=${reach.user}/${reach.server}`],
          }
        : {
            text: `Its login and its WebSockets: this browser is not logged in there. Open it in a new tab, then check again.${enters === undefined ? ' To enter it takes a role with this scope:' : ''}`,
            scopes: enters === undefined ? [`access:servers!server=${reach.user}/${reach.server}`] : [],
          },
    )
  }
  return found
}

function spent(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
