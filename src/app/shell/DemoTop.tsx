import { Suspense } from 'react'
import { lazyPart } from './lazy-part.ts'

const Banner = __DEMO__
  ? lazyPart(async () => (await import('../demo/DemoBanner.tsx')).DemoBanner)
  : undefined

/** Says on every page of the demo that it is one. */
export function DemoTop() {
  return Banner ? (
    <Suspense>
      <Banner />
    </Suspense>
  ) : null
}
