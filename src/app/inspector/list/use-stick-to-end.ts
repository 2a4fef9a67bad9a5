import { type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { rowHeight } from './ExchangeRow.tsx'
import type { Row } from './rows.ts'

interface StickToEnd {
  /** For the element that scrolls. */
  scroll: RefObject<HTMLDivElement | null>
  /** How many exchanges came while the end was out of sight. */
  unseen: number
  toEnd: () => void
  onScroll: () => void
}

/**
 * Keeps a growing list at its end while its end is in sight, and where it is otherwise, also when the oldest rows go.
 * Who opens the list on an exchange begins there.
 */
export function useStickToEnd(list: readonly Row[], selected: number | undefined): StickToEnd {
  const scroll = useRef<HTMLDivElement>(null)
  const sticks = useRef(selected === undefined)
  const before = useRef(list)
  const ids = list.flatMap((row) => (row.kind === 'exchange' ? [row.exchange.id] : []))
  const newest = Math.max(0, ...ids)
  const [newestSeen, setNewestSeen] = useState(newest)

  const follow = useEffectEvent((rows: readonly Row[]) => {
    const box = scroll.current
    if (!box) return
    if (sticks.current) {
      box.scrollTop = box.scrollHeight
      setNewestSeen(newest)
    } else {
      const gone = before.current.findIndex(({ key }) => key === rows[0]?.key)
      box.scrollTop -= Math.max(gone, 0) * rowHeight
    }
    before.current = rows
  })
  useLayoutEffect(() => follow(list), [list])

  const onScroll = () => {
    const box = scroll.current
    if (!box) return
    sticks.current = box.scrollHeight - box.scrollTop - box.clientHeight < rowHeight / 2
    if (sticks.current) setNewestSeen(newest)
  }
  const toEnd = () => {
    const box = scroll.current
    if (box) box.scrollTop = box.scrollHeight
  }
  return { scroll, unseen: ids.filter((id) => id > newestSeen).length, toEnd, onScroll }
}
