import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type ReactNode, useState } from 'react'
import { failureText } from '../components/failure-text.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The question: "Stop alice/gpu?" */
  title: ReactNode
  /** What the button does, with the count: "Stop 3 servers". */
  verb: string
  /** What the other button says, where "Cancel" could be taken for the deed itself. */
  dismiss?: string
  danger?: boolean
  /** What has to be typed before the button works. */
  typed?: string
  /** The dialog waits for it, closes when it succeeds, and stays open with the reason when it fails. */
  onConfirm: () => Promise<unknown>
  /** What is lost. */
  children: ReactNode
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ open, onOpenChange, title, ...rest }: Props) {
  const [pending, setPending] = useState(false)
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        // What has been asked for cannot be taken back by closing: its outcome is shown here.
        if (!pending) onOpenChange(next)
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop forceRender className="fixed inset-0 z-40 bg-backdrop" />
        <AlertDialog.Popup className="dialog-popup">
          <AlertDialog.Title className="text-lg font-semibold wrap-anywhere">{title}</AlertDialog.Title>
          <Content {...rest} pending={pending} setPending={setPending} close={() => onOpenChange(false)} />
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

interface ContentProps extends Omit<Props, 'open' | 'onOpenChange' | 'title'> {
  pending: boolean
  setPending: (pending: boolean) => void
  close: () => void
}

/** Mounted anew at each opening, so that no old error comes back. */
function Content({
  verb,
  dismiss = 'Cancel',
  danger = false,
  typed,
  onConfirm,
  children,
  pending,
  setPending,
  close,
}: ContentProps) {
  const [error, setError] = useState<unknown>()
  const [text, setText] = useState('')
  const untyped = typed !== undefined && text !== typed

  const confirm = async () => {
    setError(undefined)
    setPending(true)
    try {
      await onConfirm()
      setPending(false)
      close()
    } catch (cause) {
      setPending(false)
      setError(cause)
    }
  }

  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending && !untyped) void confirm()
      }}
    >
      <AlertDialog.Description render={<div />} className="grid gap-2 text-ink-2 wrap-anywhere">
        {children}
      </AlertDialog.Description>
      {typed !== undefined && (
        <label className="grid gap-1">
          <span>
            Type <strong className="wrap-anywhere">{typed}</strong> to go on
          </span>
          <input
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            className="rounded-md border border-line-field bg-canvas px-2 py-1"
          />
        </label>
      )}
      {error === undefined ? null : <Notice tone="bad" title={failureText(error)} alert />}
      <div className="flex flex-wrap justify-end gap-2 pt-1">
        <Button onClick={close} disabledReason={pending ? 'Waiting for the answer.' : undefined}>
          {dismiss}
        </Button>
        <Button
          submit
          variant={danger ? 'danger' : 'primary'}
          pending={pending}
          disabledReason={untyped ? `Type ${typed} first.` : undefined}
        >
          {verb}
        </Button>
      </div>
    </form>
  )
}
