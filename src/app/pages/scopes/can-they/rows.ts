import { operationOf, type OperationId, operations } from '#hub/operations.ts'
import type { Target } from '#hub/scopes/target.ts'
import type { Question } from './can-they-view.ts'

/** Operations that are aimed at the same kind of thing, and the targets that stand above their columns. */
export interface Rows {
  title: string
  ids: OperationId[]
  columns: { label: string; target: Target }[]
}

const ids = Object.keys(operations) as OperationId[]
const of = (...kinds: string[]) => ids.filter((id) => kinds.includes(operationOf(id).target))

/**
 * The operations of the hub in groups. `groupsOf`: of the subject and of the chosen user, undefined where hidden.
 */
export function rowsFor(
  { kind, who, user, server, group, service }: Question,
  groupsOf: (name: string) => readonly string[] | undefined,
): Rows[] {
  const names = [...new Set([...(kind === 'user' ? [who] : []), ...(user === '' ? [] : [user])])]
  const on = (name: string) => (name === who && kind === 'user' ? 'on themselves' : `on ${name}`)
  const all: Rows[] = [
    {
      title: 'The whole hub',
      ids: of('public', 'any-credential', 'list', 'none'),
      columns: [{ label: 'anywhere', target: { kind: 'none' } }],
    },
    {
      title: 'Users',
      ids: of('user'),
      columns: names.map((name) => ({
        label: on(name),
        target: { kind: 'user', user: name, userGroups: groupsOf(name) },
      })),
    },
    {
      title: server === '' ? 'Servers: the default one' : `Servers: ${server}`,
      ids: of('server'),
      columns: names.map((name) => ({
        label: on(name),
        target: { kind: 'server', user: name, server, userGroups: groupsOf(name) },
      })),
    },
    {
      title: 'Groups',
      ids: of('group'),
      columns: group === '' ? [] : [{ label: `on ${group}`, target: { kind: 'group', group } }],
    },
    {
      title: 'Services',
      ids: of('service'),
      columns: service === '' ? [] : [{ label: `on ${service}`, target: { kind: 'service', service } }],
    },
  ]
  return all.filter(({ columns }) => columns.length > 0)
}
