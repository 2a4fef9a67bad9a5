import type { OperationId } from '../operations.ts'
import type { GroupLookup } from './decision.ts'
import type { Extent } from './parse.ts'

interface List {
  /** The kinds of filters that choose items; their own names come first. */
  kinds: readonly string[]
  /** Any other kind is a 403; if not, it chooses nothing. */
  isStrict: boolean
}

/** Source: the `get` of `UserListAPIHandler`, `GroupListAPIHandler` and `ServiceListAPIHandler` in apihandlers. */
const lists: Partial<Record<OperationId, List>> = {
  listUsers: { kinds: ['user', 'group'], isStrict: true },
  listGroups: { kinds: ['group'], isStrict: true },
  listServices: { kinds: ['service'], isStrict: false },
}

/** True when a list refuses, with a 403, to be narrowed by these filters: one of them is of a kind it does not know. */
export function refusesFilter(id: OperationId, extent: Extent): boolean {
  const list = lists[id]
  if (!list?.isStrict || extent === 'all') return false
  return [...extent.keys()].some((kind) => !list.kinds.includes(kind))
}

/** Whether a list shows an item of this name; undefined when that hangs on groups that are not known. */
export function isListed(
  id: OperationId,
  extent: Extent,
  name: string,
  groupsOf?: GroupLookup,
): boolean | undefined {
  if (extent === 'all') return true
  const [own, byGroup] = lists[id]?.kinds ?? []
  if (own === undefined) return false
  if (extent.get(own)?.has(name)) return true
  const groups = byGroup === undefined ? undefined : extent.get(byGroup)
  return groups ? groupsOf?.(name)?.some((group) => groups.has(group)) : false
}
