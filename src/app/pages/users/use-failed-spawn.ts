import { useSyncExternalStore } from 'react'
import { parseServerKey } from '#hub/server-key.ts'
import type { SpawnRecord } from '../../api/spawns/spawn-record.ts'
import { spawnStore } from '../../api/spawns/spawn-watch.ts'

/** The user's latest failed start that this tab knows of, of any server. */
export function useFailedSpawn(user: string): SpawnRecord | undefined {
  return useSyncExternalStore(spawnStore.subscribe, () =>
    [...spawnStore.snapshot().records.values()]
      .filter(({ key, outcome }) => outcome === 'failed' && parseServerKey(key)?.user === user)
      .sort((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0))
      .at(-1),
  )
}
