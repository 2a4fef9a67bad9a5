import { type ComponentType, lazy } from 'react'
import { PartMissing } from './PartMissing.tsx'

/** A component that is loaded when it is first drawn. When it does not arrive, that is said; the page stays. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async (): Promise<{ default: ComponentType<Props> }> => {
    try {
      return { default: await load() }
    } catch {
      return { default: PartMissing }
    }
  })
}
