import { type HubVersion, isSince } from '#hub/versions.ts'
import type { Pagination } from '#hub/wire/page.ts'
import type { UserState } from '../../api/users.ts'
import type { View } from './users-view.ts'

const number = (value: number) => value.toLocaleString('en')

/** "1–50 of 205 users", "1 user": the stretch of the hub's list that this page covers. */
export function rangeText({ offset, limit, total }: Pagination, counted: string): string {
  if (total === 0) return `No ${counted}`
  if (total === 1) return `1 ${counted.replace(/s$/, '')}`
  const last = Math.min(offset + limit, total)
  return `${number(Math.min(offset + 1, last))}–${number(last)} of ${number(total)} ${counted}`
}

/** "41 of 1,284" when something narrows the list, "1,284" otherwise; empty while unknown. */
export function countText(total: number | undefined, all: number | undefined, filtered: boolean): string {
  if (total === undefined) return ''
  return filtered && all !== undefined ? `${number(total)} of ${number(all)}` : number(total)
}

/** What the hub's total counts: not always the users that are listed. */
export function countedThings(view: View, version: HubVersion): string {
  if (view.state !== 'all' && !isSince(version, '5.0')) return 'servers'
  return view.state === 'ready' ? 'active users' : 'users'
}

const meanings: Record<UserState, string> = {
  active: 'Active: a server of theirs runs, starts or stops.',
  ready:
    'Ready: a server of theirs is ready. The hub picks them out of each page of active users, so pages come short.',
  inactive: 'Inactive: no server of theirs runs, starts or stops.',
}

/** What a person would otherwise be surprised by, about the list as the hub makes it. */
export function listingNotes(view: View, version: HubVersion): string[] {
  const notes: string[] = []
  if (/[%_]/.test(view.q)) notes.push('The hub takes % for any letters and _ for any one letter.')
  if (view.state !== 'all') notes.push(meanings[view.state])
  if (view.state !== 'all' && !isSince(version, '5.0')) {
    notes.push(`JupyterHub ${version.text} counts servers here, not users, so pages come short.`)
  }
  if (view.sort && !isSince(version, '5.0')) {
    notes.push(`JupyterHub ${version.text} cannot sort users; 5.0 and later can.`)
  }
  return notes
}
