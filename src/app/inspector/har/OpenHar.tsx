import { useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { openHar } from './open-har.ts'

/** Opens a HAR file in the place of the page's own record. */
export function OpenHar() {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant="quiet" size="small" onClick={() => chooser.current?.click()}>
        Open HAR
      </Button>
      <input
        ref={chooser}
        type="file"
        accept=".har,.json,application/json"
        tabIndex={-1}
        aria-label="HAR file to open"
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) openHar(file)
          event.target.value = ''
        }}
      />
    </>
  )
}
