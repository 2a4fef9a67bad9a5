import { useEffect } from 'react'

/**
 * Gives the focus back to what had it when the component appeared, if it would be lost with the component. Where that is
 * gone, what now stands in its cell of a table gets it.
 */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement
    const cell = before?.closest('td')
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body
      if (!lost || !(before instanceof HTMLElement)) return
      if (before.isConnected) before.focus()
      else cell?.querySelector<HTMLElement>('a[href], button')?.focus()
    }
  }, [])
}
