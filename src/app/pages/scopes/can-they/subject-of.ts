import { all } from '#diagnosis/words.ts'
import type { SubjectModel } from '../../../api/subject.ts'
import type { Subject } from './judge.ts'

/**
 * Somebody's roles with those of their groups. The admin flag is the role `admin`, also where roles are hidden.
 * `groupsHaveNone`: the visitor knows that groups whose roles are hidden have none.
 */
export function subjectOf(
  { kind, name, admin, roles, groups, groupRoles }: SubjectModel,
  groupsHaveNone = false,
): Subject {
  const ofGroups = [...groupRoles.values()].flatMap((each) => each ?? [])
  const closed = (groups ?? []).filter((group) => groupRoles.get(group) === undefined)
  return {
    kind,
    name,
    roles: [...new Set([...(roles ?? []), ...(admin ? ['admin'] : []), ...ofGroups])],
    hidden: [
      ...(roles === undefined ? [`the roles of ${name}`] : []),
      ...(groupsHaveNone ? [] : hiddenOf(groups, closed)),
    ],
  }
}

function hiddenOf(groups: readonly string[] | undefined, closed: readonly string[]): string[] {
  if (groups === undefined) return ['the roles of their groups']
  if (closed.length === 0) return []
  return [`the roles of ${closed.length === 1 ? 'group' : 'groups'} ${all(closed)}`]
}
