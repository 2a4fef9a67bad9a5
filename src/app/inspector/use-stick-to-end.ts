import { type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Exchange } from './exchange-store.ts'
import { rowHeight } from './ExchangeRow.tsx'

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
export function useStickToEnd(list: readonly Exchange[], selected: number | undefined): StickToEnd {
  const scroll = useRef<HTMLDivElement>(null)
  const sticks = useRef(selected === undefined)
  const before = useRef(list)
  const [newestSeen, setNewestSeen] = useState(list.at(-1)?.id ?? 0)
  const newest = list.at(-1)?.id ?? 0

  const follow = useEffectEvent((rows: readonly Exchange[]) => {
    const box = scroll.current
    if (!box) return
    if (sticks.current) {
      box.scrollTop = box.scrollHeight
      setNewestSeen(newest)
    } else {
      const gone = before.current.findIndex(({ id }) => id === rows[0]?.id)
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
  return { scroll, unseen: list.filter(({ id }) => id > newestSeen).length, toEnd, onScroll }
}
