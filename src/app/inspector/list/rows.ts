import type { Exchange, RecordedAction } from '../record/exchange-store.ts'
import { outcomeOf } from '../record/outcome.ts'

/** A line of the list: an exchange, or the heading over the exchanges of one deed. */
export type Row =
  | { kind: 'exchange'; key: string; exchange: Exchange; within: number | undefined }
  | { kind: 'action'; key: string; group: Group; open: boolean }

/** The exchanges of one deed, in order of asking. */
export interface Group {
  action: RecordedAction
  /** Those that the filter lets through. */
  shown: number
  /** All of them: a filter does not change how the deed ended. */
  exchanges: readonly Exchange[]
}

/** The key of an exchange's row. */
export function rowKey(id: number): string {
  return `exchange-${id}`
}

/** Every exchange in its place. */
export function rowsInOrder(list: readonly Exchange[]): Row[] {
  return list.map((exchange) => rowOf(exchange, undefined))
}

/**
 * The exchanges of a deed together under a heading, in the place of its first one; those of none stand alone. `list` is
 * what is shown, `all` what there is; of the actions in `closed` only the heading is shown.
 */
export function rowsByAction(
  list: readonly Exchange[],
  closed: ReadonlySet<number>,
  all: readonly Exchange[] = list,
): Row[] {
  const shown = byAction(list)
  const whole = byAction(all)
  return list.flatMap((exchange): Row[] => {
    const { action } = exchange
    if (!action) return [rowOf(exchange, undefined)]
    const rows = shown.get(action.id) ?? []
    if (rows[0] !== exchange) return []
    const exchanges = whole.get(action.id) ?? rows
    const open = !closed.has(action.id)
    const told = exchanges.findLast((each) => each.action?.outcome !== undefined)?.action
    const group: Group = { action: told ?? action, shown: rows.length, exchanges }
    const heading: Row = { kind: 'action', key: `action-${action.id}`, group, open }
    return open ? [heading, ...rows.map((each) => rowOf(each, action.id))] : [heading]
  })
}

function byAction(list: readonly Exchange[]): ReadonlyMap<number, Exchange[]> {
  const groups = new Map<number, Exchange[]>()
  for (const exchange of list) {
    if (!exchange.action) continue
    const group = groups.get(exchange.action.id)
    if (group) group.push(exchange)
    else groups.set(exchange.action.id, [exchange])
  }
  return groups
}

function rowOf(exchange: Exchange, within: number | undefined): Row {
  return { kind: 'exchange', key: rowKey(exchange.id), exchange, within }
}

export type GroupTone = 'good' | 'bad' | 'open'

const bad = new Set(['failed', 'lost', 'still running'])

/**
 * How a deed ended, in a few words: as the hub's model told afterwards, else by the answer to its writes. What is under
 * way is not over, whatever a stream said before.
 */
export function outcomeOfGroup({ action, exchanges }: Group): { text: string; tone: GroupTone } {
  const writes = exchanges.filter(({ method }) => method !== 'GET')
  const outcomes = new Set(writes.map(outcomeOf))
  if (outcomes.has('refused')) return { text: 'refused', tone: 'bad' }
  if (action.outcome !== undefined) {
    return { text: action.outcome, tone: bad.has(action.outcome) ? 'bad' : 'good' }
  }
  if (outcomes.has('failed')) return { text: 'failed', tone: 'bad' }
  if (exchanges.some((each) => outcomeOf(each) === 'under-way')) return { text: 'under way', tone: 'open' }
  if (writes.some(({ status }) => status === 202)) return { text: 'taken on by the hub', tone: 'open' }
  return { text: 'done', tone: 'good' }
}

/** Milliseconds from the first asking to the last answer; undefined while something is under way. */
export function durationOfGroup({ exchanges }: Group): number | undefined {
  if (exchanges.some(({ doneAt }) => doneAt === undefined)) return undefined
  const from = Math.min(...exchanges.map(({ askedAt }) => askedAt))
  return Math.max(...exchanges.map(({ doneAt = from }) => doneAt)) - from
}
