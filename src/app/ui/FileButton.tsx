import { type ComponentProps, useRef } from 'react'
import { Button } from './Button.tsx'

interface Props extends Pick<ComponentProps<typeof Button>, 'children' | 'variant' | 'size'> {
  /** Names the field behind the button. */
  label: string
  /** Endings and types, as `accept` takes them; all files when left out. */
  accept?: string
  multiple?: boolean
  /** At least one file. The same ones may be chosen again. */
  onFiles: (files: [File, ...File[]]) => void
}

/** Opens the browser's dialog to choose files. */
export function FileButton({ label, accept, multiple, onFiles, ...button }: Props) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button {...button} onClick={() => chooser.current?.click()} />
      <input
        ref={chooser}
        type="file"
        accept={accept}
        multiple={multiple}
        tabIndex={-1}
        aria-label={label}
        className="sr-only"
        onChange={(event) => {
          const [first, ...others] = event.target.files ?? []
          // Before the files go on: the browser tells of a change only when the value differs.
          event.target.value = ''
          if (first) onFiles([first, ...others])
        }}
      />
    </>
  )
}
