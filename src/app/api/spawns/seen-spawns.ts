import { parseServerKey, type ServerKey } from '#hub/server-key.ts'
import { isListed } from '#hub/scopes/lists.ts'
import { showsField } from '#hub/scopes/fields.ts'
import { usePermissions } from '../permissions.ts'
import { useShownAs } from '../preview/shown-as.ts'
import type { SpawnRecord } from './spawn-record.ts'

/**
 * The spawns among those this tab knows of that may be shown: all of them, but for a page that is shown as another token
 * would see it. `listed`: servers that the hub's lists show to that token.
 */
export function useSeenSpawns(
  records: ReadonlyMap<ServerKey, SpawnRecord>,
  listed: readonly ServerKey[],
): ReadonlyMap<ServerKey, SpawnRecord> {
  const { held } = usePermissions()
  const isAll = useShownAs() === undefined
  if (isAll) return records
  const known = new Set(listed)
  return new Map(
    [...records].filter(([key]) => {
      const name = parseServerKey(key)
      if (known.has(key)) return true
      // A page learns of spawns by the list of users. Who is in which group is only known of those it shows.
      const listed = held.get('list:users')
      if (name === undefined || listed === undefined) return false
      const shown = showsField(held.get('read:servers'), { kind: 'server', ...name })
      return shown === true && isListed('listUsers', listed, name.user) === true
    }),
  )
}
