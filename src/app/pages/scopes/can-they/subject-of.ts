import type { SubjectModel } from '../../../api/subject.ts'
import type { Subject } from './judge.ts'

/** Somebody's roles with those of their groups. The admin flag is the role `admin`, also where roles are hidden. */
export function subjectOf({ kind, name, admin, roles, groups, groupRoles }: SubjectModel): Subject {
  const ofGroups = [...groupRoles.values()].flatMap((each) => each ?? [])
  const closed = (groups ?? []).filter((group) => groupRoles.get(group) === undefined)
  return {
    kind,
    name,
    roles: [...new Set([...(roles ?? []), ...(admin ? ['admin'] : []), ...ofGroups])],
    hidden: [
      ...(roles === undefined ? [`the roles of ${name}`] : []),
      ...(groups === undefined ? ['the roles of their groups'] : []),
      ...closed.map((group) => `the roles of group ${group}`),
    ],
  }
}
