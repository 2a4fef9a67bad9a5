import { useSyncExternalStore } from 'react'

/** Whether the media query holds, kept up to date. */
function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

/** What stands in a row on wide windows and is stacked on these; the same 1100 px as `min-[1100px]:` in the styles. */
export function useStacked(): boolean {
  return useMedia('(max-width: 1099.98px)')
}

/** Narrow windows stack what stands side by side otherwise; the same 760 px as the `wide:` variant of the styles. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 759.98px)')
}
