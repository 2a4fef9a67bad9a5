import { type RefObject, useCallback, useEffect } from 'react'
import { isPopupOpen, isTyping } from '../../ui/keys.ts'

/** `/` leads to the field: from anywhere, or, where the page has a search of its own, from within the same `section`. */
export function useSlashKey(input: RefObject<HTMLInputElement | null>, everywhere: boolean): void {
  const go = useCallback(
    (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== '/' || isTyping(event) || isPopupOpen()) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      // The page's own search listens further up.
      event.stopPropagation()
      input.current?.focus()
      input.current?.select()
    },
    [input],
  )
  useEffect(() => {
    const place = everywhere ? document : input.current?.closest('section')
    place?.addEventListener('keydown', go)
    return () => place?.removeEventListener('keydown', go)
  }, [go, input, everywhere])
}
