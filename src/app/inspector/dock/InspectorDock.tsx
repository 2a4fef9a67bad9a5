import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { highest, lowest, storedHeight, storeHeight } from './dock-height.ts'
import { DockHeader } from './DockHeader.tsx'
import { dock } from './dock-store.ts'
import { exchanges } from '../record/exchange-store.ts'
import { useListOrder } from '../list/use-list-order.ts'
import { ResizeHandle } from './ResizeHandle.tsx'
import { useDockInUrl } from './use-dock-in-url.ts'
import { useDockKeys } from './use-dock-keys.ts'

const InspectorBody = lazy(async () => ({ default: (await import('../InspectorBody.tsx')).InspectorBody }))
const InspectorTools = lazy(async () => ({ default: (await import('../InspectorTools.tsx')).InspectorTools }))
const ExportHar = lazy(async () => ({ default: (await import('../har/ExportHar.tsx')).ExportHar }))

/** The page's own requests, docked at the bottom of every page: one line, or a list with the explanation of one. */
export function InspectorDock() {
  const view = useDockInUrl()
  const list = useSyncExternalStore(exchanges.subscribe, exchanges.snapshot)
  const [filter, setFilter] = useState('')
  const [order, setOrder] = useListOrder()
  const [height, setHeight] = useState(storedHeight)
  const toggle = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(view.open)
  useDockKeys()

  useEffect(() => {
    // What had the focus went with the dock: hand it to the switch that opens the dock again.
    if (wasOpen.current && !view.open && document.activeElement === document.body) toggle.current?.focus()
    wasOpen.current = view.open
  }, [view.open])

  return (
    <section
      aria-label="Inspector"
      className="relative flex shrink-0 flex-col border-t border-line-strong bg-surface"
      // An open dialog or the tallest heading must never push the dock out of the window.
      style={view.open ? { height, minHeight: lowest, maxHeight: '75dvh' } : undefined}
    >
      {view.open && (
        <ResizeHandle
          height={Math.min(height, highest())}
          onChange={setHeight}
          onSettle={(settled) => {
            setHeight(settled)
            storeHeight(settled)
          }}
        />
      )}
      <DockHeader ref={toggle} list={list} open={view.open}>
        <Suspense>
          <InspectorTools filter={filter} onFilter={setFilter} order={order} onOrder={setOrder}>
            <ExportHar list={list} filter={filter} />
          </InspectorTools>
        </Suspense>
      </DockHeader>
      {view.open && (
        <Suspense>
          <InspectorBody list={list} view={view} filter={filter} order={order} onLeave={() => dock.close()} />
        </Suspense>
      )}
    </section>
  )
}
