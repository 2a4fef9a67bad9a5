import type { OperationId } from '#hub/operations.ts'
import { type RouteRow, routeRows, type RouteView } from '#hub/route-rows.ts'
import type { Decision } from '#hub/scopes/decision.ts'
import type { HeldScopes } from '#hub/scopes/parse.ts'
import type { Drift } from './results.ts'

/** What a token may see beside the routes, and so how far they can be judged. */
export interface Reach {
  servers: boolean
  allServers: boolean
  services: boolean
  allServices: boolean
}

interface Rights {
  /** Expanded. */
  held: HeldScopes
  may: (id: OperationId) => Decision
}

export function reachOf({ held, may }: Rights): Reach {
  return {
    servers: held.has('read:servers') && may('listUsers').verdict !== 'denied',
    allServers: held.get('read:servers') === 'all' && held.get('list:users') === 'all',
    services: held.has('read:services') && may('listServices').verdict !== 'denied',
    allServices: held.get('read:services') === 'all' && held.get('list:services') === 'all',
  }
}

/**
 * The joined routes. Routes and servers are read one after the other, so a spawn in between looks like a fault: what looks
 * wrong is read once more before it counts. `read` is told when it is that second time.
 */
export async function settledRows(read: (again: boolean) => Promise<RouteView>): Promise<RouteRow[]> {
  const first = routeRows(await read(false))
  if (!first.some(isWrong)) return first
  const wrong = new Set(first.filter(isWrong).map(idOf))
  const second = routeRows(await read(true))
  return second.flatMap((row) => (isWrong(row) && !wrong.has(idOf(row)) ? doubted(row) : row))
}

/** Wrong only at the second look: that may be a spawn again, and the next look tells. */
function doubted(row: RouteRow): RouteRow[] {
  return row.state === 'missing' ? [] : [{ ...row, state: 'changing' }]
}

/** A row that Re-check would change. */
function isWrong(row: RouteRow): boolean {
  return row.state === 'missing' || row.state === 'stale'
}

/** What of the table is not as it should be, as the doctor and a support bundle hold it. */
export function driftOf(rows: readonly RouteRow[]): Drift {
  return {
    ok: rows.filter(({ state }) => state === 'ok').length,
    wrong: rows
      .filter(isWrong)
      .map(({ spec, state, target }) => ({ spec, state, ...(target === undefined ? {} : { target }) })),
  }
}

/** Names a row for good: the same fault twice is the same row. */
export function idOf(row: RouteRow): string {
  return `${row.state === 'missing' ? 'missing ' : ''}${row.spec}`
}
