import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import type { DockView } from './dock-store.ts'
import { rowHeight } from './ExchangeRow.tsx'
import type { Exchange } from './exchange-store.ts'

interface Options {
  list: readonly Exchange[]
  /** The selected row's position, -1 for none. */
  index: number
  view: DockView & { open: true }
  scroll: RefObject<HTMLElement | null>
  onSelect: (id: number) => void
}

/** Lets the arrow keys, Page Up and Down, Home and End go from row to row; brings the selected row into sight. */
export function useRowKeys({ list, index, view, scroll, onSelect }: Options) {
  const { selected } = view
  const latest = useRef(selected)
  const walking = useRef(false)

  const bringIntoSight = useEffectEvent((box: HTMLElement, button: HTMLElement | null) => {
    if (button) button.scrollIntoView({ block: 'nearest' })
    // A long list that has just been opened has not drawn its rows yet.
    else if (index >= 0) box.scrollTop = Math.max(0, index * rowHeight - box.clientHeight / 2)
  })

  useEffect(() => {
    const box = scroll.current
    if (!box || selected === undefined) return
    latest.current = selected
    const button = rowIn(box, selected)
    bringIntoSight(box, button)
    // Only who walks the list with the keys takes the focus along.
    if (walking.current) button?.focus({ preventScroll: true })
    walking.current = false
  }, [scroll, selected])

  useEffect(() => {
    const box = scroll.current
    if (!box || view.arrival !== 'keys') return
    const row =
      rowIn(box, view.selected ?? latest.current) ?? box.querySelector<HTMLElement>('[tabindex="0"]')
    row?.focus()
  }, [scroll, view])

  return (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const wanted = rowAfter(event.key, index < 0 ? list.length - 1 : index, list.length)
    const exchange = wanted === undefined ? undefined : list[Math.min(Math.max(wanted, 0), list.length - 1)]
    if (!exchange) return
    event.preventDefault()
    walking.current = exchange.id !== selected
    onSelect(exchange.id)
  }
}

function rowIn(box: HTMLElement, id: number | undefined): HTMLElement | null {
  return id === undefined ? null : box.querySelector(`[data-exchange="${id}"]`)
}

function rowAfter(key: string, row: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return row + 1
    case 'ArrowUp':
      return row - 1
    case 'PageDown':
      return row + 10
    case 'PageUp':
      return row - 10
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
