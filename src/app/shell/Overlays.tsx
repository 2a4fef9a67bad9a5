import { Suspense, useEffect } from 'react'
import { isPopupOpen, isTyping } from '../ui/keys.ts'
import { lazyPart } from './lazy-part.ts'

const Palette = lazyPart(async () => (await import('./Palette.tsx')).Palette)
const KeyboardHelp = lazyPart(async () => (await import('./KeyboardHelp.tsx')).KeyboardHelp)

export type Overlay = 'palette' | 'help' | undefined

interface Props {
  overlay: Overlay
  /** Keep it the same function. */
  setOverlay: (overlay: Overlay) => void
}

/** The command palette (Ctrl or Cmd + K) and the list of keys (?), loaded when first asked for. */
export function Overlays({ overlay, setOverlay }: Props) {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const wanted = overlayOf(event)
      if (!wanted) return
      event.preventDefault()
      setOverlay(wanted)
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [setOverlay])
  const close = () => setOverlay(undefined)
  return (
    <Suspense>
      {overlay === 'palette' && <Palette onClose={close} onHelp={() => setOverlay('help')} />}
      {overlay === 'help' && <KeyboardHelp onClose={close} />}
    </Suspense>
  )
}

function overlayOf(event: KeyboardEvent): Overlay {
  if (isPopupOpen()) return undefined
  if (
    event.key.toLowerCase() === 'k' &&
    (event.ctrlKey || event.metaKey) &&
    !event.shiftKey &&
    !event.altKey
  ) {
    return 'palette'
  }
  return event.key === '?' && !isTyping(event) ? 'help' : undefined
}
