import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { DockView } from '../dock/dock-store.ts'
import { rowHeight } from './ExchangeRow.tsx'
import { type Row, rowKey } from './rows.ts'

interface Options {
  rows: readonly Row[]
  view: DockView & { open: true }
  scroll: RefObject<HTMLElement | null>
  onSelect: (id: number) => void
  onPin: ((id: number, pinned: boolean) => void) | undefined
  onToggle: (action: number, open: boolean) => void
}

interface RowKeys {
  /** The key of the one row at which the Tab key stops. */
  active: string | undefined
  /** Its position, -1 for none. */
  index: number
  onKeyDown: (event: KeyboardEvent) => void
  /** The row with this key has got the focus. */
  onFocus: (key: string) => void
}

/**
 * Lets the arrow keys, Page Up and Down, Home and End go from row to row, left and right close and open a heading, and
 * `p` pin; brings the selected row into sight.
 */
export function useRowKeys({ rows, view, scroll, onSelect, onPin, onToggle }: Options): RowKeys {
  const { selected } = view
  const [focused, setFocused] = useState<string>()
  const [seen, setSeen] = useState<number>()
  if (selected !== seen) {
    setSeen(selected)
    if (selected !== undefined) setFocused(rowKey(selected))
  }
  const found = rows.findIndex(({ key }) => key === focused)
  const index = found < 0 ? rows.length - 1 : found
  const active = rows[index]?.key
  const walking = useRef(false)

  const bringIntoSight = useEffectEvent((box: HTMLElement, button: HTMLElement | null) => {
    if (button) button.scrollIntoView({ block: 'nearest' })
    // A long list that has just been opened has not drawn its rows yet.
    else if (found >= 0) box.scrollTop = Math.max(0, found * rowHeight - box.clientHeight / 2)
  })

  useEffect(() => {
    const box = scroll.current
    if (!box || focused === undefined) return
    const button = rowIn(box, focused)
    bringIntoSight(box, button)
    // Only who walks the list with the keys takes the focus along.
    if (walking.current) button?.focus({ preventScroll: true })
    walking.current = false
  }, [scroll, focused])

  const focusActive = useEffectEvent((box: HTMLElement) => {
    ;(rowIn(box, active) ?? box.querySelector<HTMLElement>('[tabindex="0"]'))?.focus()
  })
  useEffect(() => {
    const box = scroll.current
    if (box && view.arrival === 'keys') focusActive(box)
  }, [scroll, view])

  const goTo = (row: Row | undefined) => {
    if (!row) return
    walking.current = row.key !== focused
    setFocused(row.key)
    if (row.kind === 'exchange') onSelect(row.exchange.id)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[index]
    const wanted = rowAfter(event.key, index, rows.length)
    if (wanted !== undefined) {
      goTo(rows[Math.min(Math.max(wanted, 0), rows.length - 1)])
    } else if (event.key === 'p' && row?.kind === 'exchange' && onPin) {
      onPin(row.exchange.id, !row.exchange.pinned)
    } else if (event.key === 'ArrowLeft' && row?.kind === 'exchange' && row.within !== undefined) {
      goTo(rows.find(({ key }) => key === `action-${row.within}`))
    } else if (row?.kind === 'action' && row.open === (event.key === 'ArrowLeft') && isSideways(event.key)) {
      onToggle(row.group.action.id, !row.open)
    } else return
    event.preventDefault()
  }
  return { active, index, onKeyDown, onFocus: setFocused }
}

function isSideways(key: string): boolean {
  return key === 'ArrowLeft' || key === 'ArrowRight'
}

function rowIn(box: HTMLElement, key: string | undefined): HTMLElement | null {
  return key === undefined ? null : box.querySelector(`[data-row="${key}"]`)
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
