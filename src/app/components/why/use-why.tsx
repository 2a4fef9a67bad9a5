import { type ReactNode, Suspense, useState } from 'react'
import type { OperationId } from '#hub/operations.ts'
import type { Target } from '#hub/scopes/decide.ts'
import { useShownAs } from '../../api/preview/shown-as.ts'
import { lazyPart } from '../../shell/lazy-part.ts'

const WhyDialog = lazyPart(async () => (await import('./WhyDialog.tsx')).WhyDialog)
const WhyPreviewed = lazyPart(async () => (await import('./WhyPreviewed.tsx')).WhyPreviewed)

interface Why {
  ask: () => void
  /** The dialog, once asked for; to be drawn beside what asks. */
  dialog: ReactNode
}

/** Lets a part of a page explain why the hub would refuse an operation. */
export function useWhy(operation: OperationId, target: Target = { kind: 'none' }): Why {
  const [asked, setAsked] = useState(false)
  const shown = useShownAs()
  const props = { operation, target, onClose: () => setAsked(false) }
  return {
    ask: () => setAsked(true),
    dialog: asked && (
      <Suspense>{shown ? <WhyPreviewed {...props} shown={shown} /> : <WhyDialog {...props} />}</Suspense>
    ),
  }
}
