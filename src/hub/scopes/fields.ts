import type { Extent } from './parse.ts'
import type { AimedTarget } from './target.ts'

/**
 * Whether a held scope shows its field of one thing's model, in answers that leave out what may not be seen; undefined
 * when a group decides and the user's groups are not known. Source: `check_scope_filter` in jupyterhub/scopes.py.
 */
export function showsField(extent: Extent | undefined, target: AimedTarget): boolean | undefined {
  if (extent === undefined) return false
  if (extent === 'all') return true
  const has = (kind: string, value: string) => extent.get(kind)?.has(value) ?? false
  switch (target.kind) {
    case 'group':
      return has('group', target.group)
    case 'service':
      return has('service', target.service)
    case 'server':
      // A filter with the bare name of a server matches too: an oddity of the hub's own.
      if (has('server', target.server) || has('server', `${target.user}/${target.server}`)) return true
      break
    case 'user':
      break
  }
  if (has('user', target.user)) return true
  const groups = extent.get('group')
  return groups ? target.userGroups?.some((group) => groups.has(group)) : false
}
