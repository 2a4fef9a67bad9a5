import { Suspense } from 'react'
import { lazyPart } from './lazy-part.ts'

const load = async () => (await import('../demo/DemoBanner.tsx')).DemoBanner
const Banner = __DEMO__ ? lazyPart(load) : undefined

/** Resolves when the banner can be drawn at once, or not at all; outside the demo without a pause. */
export async function demoBannerReady(): Promise<void> {
  if (__DEMO__) await load().catch(() => {})
}

/** Says on every page of the demo that it is one. */
export function DemoTop() {
  return Banner ? (
    <Suspense>
      <Banner />
    </Suspense>
  ) : null
}
