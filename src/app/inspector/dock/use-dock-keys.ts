import { useEffect } from 'react'
import { isPopupOpen, isTyping } from '../../ui/keys.ts'
import { dock } from './dock-store.ts'

/** `i`, or Ctrl and the key below Escape, opens and closes the dock from anywhere on the page. */
export function useDockKeys(): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!isToggle(event) || event.defaultPrevented || isPopupOpen()) return
      event.preventDefault()
      dock.toggle('keys')
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

function isToggle(event: KeyboardEvent): boolean {
  if (event.altKey || event.metaKey || event.repeat) return false
  if (event.ctrlKey) return event.code === 'Backquote'
  return event.key === 'i' && !isTyping(event)
}
