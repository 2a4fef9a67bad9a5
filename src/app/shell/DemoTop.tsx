import { lazy, Suspense } from 'react'

const Banner = __DEMO__
  ? lazy(async () => ({ default: (await import('../demo/DemoBanner.tsx')).DemoBanner }))
  : undefined

/** Says on every page of the demo that it is one. */
export function DemoTop() {
  return Banner ? (
    <Suspense>
      <Banner />
    </Suspense>
  ) : null
}
