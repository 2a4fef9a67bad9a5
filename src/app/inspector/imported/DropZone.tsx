import { type DragEvent, type ReactNode, useState } from 'react'
import { openHar } from '../har/open-har.ts'

/** A HAR file dropped anywhere within is opened; "Open HAR" does the same for the keyboard. */
export function DropZone({ children }: { children: ReactNode }) {
  const [over, setOver] = useState(false)
  const takes = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')
  return (
    // Dropping is a shortcut of the mouse.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={`flex min-h-0 flex-1 flex-col ${over ? 'outline-2 -outline-offset-2 outline-accent outline-dashed' : ''}`}
      onDragOver={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          setOver(false)
      }}
      onDrop={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) openHar(file)
      }}
    >
      {children}
    </div>
  )
}
