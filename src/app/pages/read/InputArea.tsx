import { type ClipboardEvent, type DragEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import type { Part } from './use-reading.ts'

interface Props {
  onGiven: (parts: readonly Part[]) => void
}

/**
 * Where text and files are given. What is pasted is read and not shown: it may hold secrets, and a field with twenty
 * megabytes in it would hold up the browser.
 */
export function InputArea({ onGiven }: Props) {
  const [typed, setTyped] = useState('')
  const [over, setOver] = useState(false)

  const giveFiles = (files: Iterable<File>) =>
    onGiven([...files].map((file) => ({ name: file.name, content: file })))
  const giveText = (text: string) => {
    setTyped('')
    if (text.trim() !== '') onGiven([{ name: 'pasted text', content: new Blob([text]) }])
  }
  const paste = (event: ClipboardEvent) => {
    event.preventDefault()
    if (event.clipboardData.files.length > 0) return giveFiles(event.clipboardData.files)
    giveText(typed + event.clipboardData.getData('text/plain'))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (event.dataTransfer.files.length > 0) return giveFiles(event.dataTransfer.files)
    giveText(event.dataTransfer.getData('text/plain'))
  }

  return (
    // Dropping is a shortcut of the mouse for the field and the button within.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset
      aria-label="What to read"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`grid gap-2.5 rounded-lg border border-dashed p-3 ${over ? 'border-accent bg-selected' : 'border-line-strong bg-surface'}`}
    >
      <textarea
        aria-label="Text to read"
        aria-describedby="read-hint"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPaste={paste}
        rows={3}
        spellCheck={false}
        placeholder="Paste log lines, a browser’s console, curl -v or a HAR file, or drop files here"
        className="field-sizing-content max-h-80 min-h-16 w-full resize-y rounded-md border border-line-field bg-canvas px-2.5 py-1.5 font-mono text-sm placeholder:font-sans placeholder:text-base placeholder:text-ink-3"
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {typed.trim() !== '' && (
          <Button variant="primary" onClick={() => giveText(typed)}>
            Read it
          </Button>
        )}
        <FileButton label="Files to read" multiple onFiles={giveFiles}>
          Choose files
        </FileButton>
        <p id="read-hint" className="text-ink-3">
          Everything is read in this browser and nothing is sent anywhere. Tokens, cookies and passwords are
          masked before anything is shown.
        </p>
      </div>
    </fieldset>
  )
}
