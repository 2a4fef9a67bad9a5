import { Fragment, Suspense, useState } from 'react'
import { Outlet, useLocation } from 'react-router'
import { usePermissions } from '../api/permissions.ts'
import { writeShownAs } from '../api/preview/shown-as.ts'
import { useSpawnWatch } from '../api/spawns/spawn-watch.ts'
import { InspectorDock } from '../inspector/dock/InspectorDock.tsx'
import { useNarrow } from '../ui/use-media.ts'
import { DemoTop } from './DemoTop.tsx'
import { lazyPart } from './lazy-part.ts'
import { NothingToSee } from './NothingToSee.tsx'
import { type Overlay, Overlays } from './Overlays.tsx'
import { pages, reference, tools } from './pages.ts'
import { SessionGate } from './SessionGate.tsx'
import { SideBar } from './SideBar.tsx'
import { TopBar } from './TopBar.tsx'
import { useFocusOnNavigation } from './use-focus-on-navigation.ts'
import { useRecovery } from './use-hub-status.ts'
import { useShownAsInUrl } from './use-shown-as-in-url.ts'

const ShownAsBanner = lazyPart(async () => (await import('./ShownAsBanner.tsx')).ShownAsBanner)

/** What stands around every page. The view fits the window; only tables, panels and the dock scroll. */
export function Shell() {
  return (
    <div className="flex h-full flex-col">
      <a
        href="#main"
        // With a <base> in the page, the link itself would lead elsewhere.
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-1.5 focus:shadow-float"
      >
        Skip to the page
      </a>
      <DemoTop />
      <div className="min-h-0 flex-1">
        <SessionGate>
          <Frame />
        </SessionGate>
      </div>
    </div>
  )
}

function Frame() {
  const narrow = useNarrow()
  const { may } = usePermissions()
  const { pathname } = useLocation()
  const isTool = [...tools, ...reference].some(({ path }) => `${pathname}/`.startsWith(`${path}/`))
  const blind = !isTool && pages.every(({ operation }) => may(operation).verdict === 'denied')
  const shown = useShownAsInUrl()
  const [overlay, setOverlay] = useState<Overlay>()
  const openPalette = () => setOverlay('palette')
  useRecovery()
  useSpawnWatch()
  useFocusOnNavigation()
  return (
    <div className="flex h-full flex-col wide:flex-row">
      {/* What was drawn with other eyes is not drawn on: its queries are gone. */}
      <Fragment key={`bar ${shown ? writeShownAs(shown) : ''}`}>
        {narrow ? <TopBar onPalette={openPalette} /> : <SideBar onPalette={openPalette} />}
      </Fragment>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {shown && (
          <Suspense>
            <ShownAsBanner shown={shown} />
          </Suspense>
        )}
        <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
          <Suspense key={shown && writeShownAs(shown)}>{blind ? <NothingToSee /> : <Outlet />}</Suspense>
        </main>
        {/* The page of the same name has the whole of it. */}
        {pathname !== '/inspector' && <InspectorDock />}
      </div>
      <Overlays overlay={overlay} setOverlay={setOverlay} />
    </div>
  )
}
