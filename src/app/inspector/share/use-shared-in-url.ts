import { useEffect } from 'react'
import { useSearch } from '../../components/use-search.ts'
import { dock } from '../dock/dock-store.ts'
import { imported } from '../imported/imported-store.ts'
import { readShared } from './share-link.ts'
import { sharedParam } from './shared-url.ts'

/** Shows the exchange of a link for as long as it is in the address. Returns what takes it out of there. */
export function useSharedInUrl(): () => void {
  const [search, change] = useSearch()
  const value = search.get(sharedParam)
  useEffect(() => {
    if (value === null) return undefined
    let wanted = true
    const show = async () => {
      imported.set({ kind: 'reading', name: 'the link' })
      const read = await readShared(value)
      if (!wanted) return
      if (typeof read === 'string') imported.set({ kind: 'failed', name: 'The link', reason: read })
      else {
        imported.set({ kind: 'shown', record: read })
        dock.open(read.exchanges[0]?.id, 'dock')
      }
    }
    void show()
    return () => {
      wanted = false
      imported.close()
    }
  }, [value])
  return () =>
    change(
      (current) => {
        current.delete(sharedParam)
        return current
      },
      { replace: true },
    )
}
