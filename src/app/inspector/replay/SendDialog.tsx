import { operationOf } from '#hub/operations.ts'
import type { Resend } from '../../api/resend.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { targetOf } from './resend-draft.ts'

interface Props {
  /** The write to ask about; undefined: nothing is asked. */
  what: Resend | undefined
  /** It was sent before. */
  again?: boolean
  onClose: () => void
  onSend: (what: Resend) => void
}

/** Asks before a write is sent by hand. How it ends is shown by its exchange, so the dialog does not wait for that. */
export function SendDialog({ what, again = false, onClose, onSend }: Props) {
  if (!what) return null
  const { method, label } = operationOf(what.operation)
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Send ${targetOf(what)}${again ? ' again' : ''}?`}
      verb={`Send ${method}${again ? ' again' : ''}`}
      danger={method === 'DELETE'}
      onConfirm={async () => onSend(what)}
    >
      <p>
        This asks the hub to {label}
        {again && ' once more'}, with the rights of your own token. What it changes stays changed.
      </p>
      {what.body !== undefined && (
        <pre className="max-h-40 overflow-auto rounded-md border border-line bg-sunken px-2.5 py-1.5 whitespace-pre-wrap text-ink">
          {JSON.stringify(what.body, undefined, 2)}
        </pre>
      )}
      {what.operation === 'createToken' && (
        <p>The inspector keeps no token: the new one can be revoked afterwards, and never be read.</p>
      )}
    </ConfirmDialog>
  )
}
