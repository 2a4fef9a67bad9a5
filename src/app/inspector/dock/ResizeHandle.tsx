import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { highest, lowest, withinBounds } from './dock-height.ts'

interface Props {
  /** Of the dock below the handle, in pixels. */
  height: number
  onChange: (height: number) => void
  /** The height is settled: worth remembering. */
  onSettle: (height: number) => void
}

const step = 24

/** The upper edge of the dock: drag it, or move it with the arrow keys, Home and End. */
export function ResizeHandle({ height, onChange, onSettle }: Props) {
  const drag = useRef<{ y: number; height: number } | undefined>(undefined)

  const start = (event: PointerEvent<HTMLHRElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { y: event.clientY, height }
  }
  const move = (event: PointerEvent) => {
    if (drag.current) onChange(withinBounds(drag.current.height + drag.current.y - event.clientY))
  }
  const end = () => {
    if (drag.current) onSettle(height)
    drag.current = undefined
  }
  const press = (event: KeyboardEvent) => {
    const wanted = heightAfter(event.key, height)
    if (wanted === undefined) return
    event.preventDefault()
    onSettle(withinBounds(wanted))
  }

  return (
    // A separator that can be moved is a control: it has a value, and takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <hr
      aria-orientation="horizontal"
      aria-label="Height of the inspector"
      aria-valuenow={height}
      aria-valuemin={lowest}
      aria-valuemax={highest()}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={press}
      className="absolute inset-x-0 m-0 border-0 -top-1 z-10 h-2 cursor-row-resize touch-none hover:bg-accent/30 focus-visible:bg-accent/30"
    />
  )
}

function heightAfter(key: string, height: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return height + step
    case 'ArrowDown':
      return height - step
    case 'Home':
      return lowest
    case 'End':
      return highest()
    default:
      return undefined
  }
}
