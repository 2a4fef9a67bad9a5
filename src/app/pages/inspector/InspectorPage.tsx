import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { useSearch } from '../../components/use-search.ts'
import { type DockView, dock } from '../../inspector/dock/dock-store.ts'
import { ExchangeCounts } from '../../inspector/list/ExchangeCounts.tsx'
import { exchanges } from '../../inspector/record/exchange-store.ts'
import { filterExchanges, parseFilter } from '../../inspector/filter/filter.ts'
import { ExportHar } from '../../inspector/har/ExportHar.tsx'
import { closeImported } from '../../inspector/har/open-har.ts'
import { OpenHar } from '../../inspector/har/OpenHar.tsx'
import { DropZone } from '../../inspector/imported/DropZone.tsx'
import { ImportedBanner } from '../../inspector/imported/ImportedBanner.tsx'
import { useImported } from '../../inspector/imported/imported-store.ts'
import { useSharedInUrl } from '../../inspector/share/use-shared-in-url.ts'
import { InspectorBody } from '../../inspector/InspectorBody.tsx'
import { InspectorTools } from '../../inspector/InspectorTools.tsx'
import { useDockInUrl } from '../../inspector/dock/use-dock-in-url.ts'
import { useListOrder } from '../../inspector/list/use-list-order.ts'

const nothingSelected: DockView & { open: true } = { open: true, selected: undefined, arrival: 'dock' }

/** The dock's list and explanation on a page of their own, with the filter in the address. */
export function Page() {
  const view = useDockInUrl()
  const own = useSyncExternalStore(exchanges.subscribe, exchanges.snapshot)
  const from = useImported()
  const list = from?.exchanges ?? own
  const forgetLink = useSharedInUrl()
  const [search, setSearch] = useSearch()
  const [order, setOrder] = useListOrder()
  const filter = search.get('filter') ?? ''
  const shown = useMemo(
    () => (filter === '' ? undefined : filterExchanges(list, parseFilter(filter)).length),
    [list, filter],
  )
  const onFilter = (next: string) =>
    setSearch(
      (current) => {
        if (next === '') current.delete('filter')
        else current.set('filter', next)
        return current
      },
      { replace: true },
    )
  // What was selected here must not open the dock of the next page.
  useLayoutEffect(() => () => dock.close(), [])
  return (
    <>
      <PageHeader title="Inspector" sub={<ExchangeCounts list={list} shown={shown} />} />
      <div className="px-5 pb-2.5 max-wide:px-4">
        <InspectorTools
          everywhere
          readOnly={from !== undefined}
          filter={filter}
          onFilter={onFilter}
          order={order}
          onOrder={setOrder}
        >
          <ExportHar list={list} filter={filter} from={from} />
          <OpenHar />
        </InspectorTools>
      </div>
      <PageBody>
        <DropZone>
          <ImportedBanner
            onClose={() => {
              closeImported()
              forgetLink()
              dock.open(undefined, 'dock')
            }}
          />
          <InspectorBody
            list={list}
            view={view.open ? view : nothingSelected}
            filter={filter}
            order={order}
            readOnly={from !== undefined}
          />
        </DropZone>
      </PageBody>
    </>
  )
}
