import { type FormEvent, useState } from 'react'
import { operationOf, type OperationId } from '#hub/operations.ts'
import { useReasonNotToSend } from '../../api/preview/narrowed-call.ts'
import { type Resend, useResend } from '../../api/resend.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { dock } from '../dock/dock-store.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { Field } from './Field.tsx'
import {
  type Draft,
  draftOf,
  isResend,
  paramsOf,
  type Problems,
  readDraft,
  sendable,
  withOperation,
} from './resend-draft.ts'
import { SendDialog } from './SendDialog.tsx'

interface Props {
  exchange: Exchange
  open: boolean
  onClose: () => void
}

/** A request of one's own, filled with what an exchange asked: any operation of the hub's API that Hubscope knows. */
export function ResendDialog({ exchange, open, onClose }: Props) {
  return (
    <Dialog open={open} onOpenChange={(open) => !open && onClose()} title="Edit and resend">
      <ResendForm exchange={exchange} onClose={onClose} />
    </Dialog>
  )
}

/** Mounted anew at each opening, so that it always begins with the exchange. */
function ResendForm({ exchange, onClose }: Omit<Props, 'open'>) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(exchange))
  const [problems, setProblems] = useState<Problems>({})
  const [asking, setAsking] = useState<Resend>()
  const resend = useResend()
  const { method } = operationOf(draft.operation)
  const against = useReasonNotToSend(method)

  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setProblems({})
  }
  const send = (what: Resend) => {
    onClose()
    dock.open(resend(what), 'sent')
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const read = readDraft(draft)
    if (!isResend(read)) {
      setProblems(read)
      const [first] = Object.keys(read)
      event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    } else if (method === 'GET') send(read)
    else setAsking(read)
  }

  return (
    <>
      <form className="grid gap-3" noValidate onSubmit={submit}>
        <Select
          label="Operation"
          value={draft.operation}
          options={operationOptions}
          onChange={(operation) => change(withOperation(draft, operation))}
        />
        {paramsOf(draft.operation).map((name) => (
          <Field
            key={name}
            name={name}
            label={`Name of the ${name}`}
            value={draft.params[name] ?? ''}
            problem={problems[name]}
            hint={
              name === 'server' && operationOf(draft.operation).defaultPath
                ? 'Empty: the default server.'
                : undefined
            }
            onChange={(value) => change({ params: { ...draft.params, [name]: value } })}
          />
        ))}
        <Field
          name="query"
          label="Query"
          value={draft.query}
          problem={problems['query']}
          hint="As in an address: offset=0&limit=50"
          onChange={(query) => change({ query })}
        />
        {method !== 'GET' && (
          <Field
            name="body"
            label="Body, as JSON"
            value={draft.body}
            problem={problems['body']}
            hint="Empty: no body is sent."
            lines={6}
            onChange={(body) => change({ body })}
          />
        )}
        <div className="flex flex-wrap justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button submit variant="primary" disabledReason={against}>
            Send {method}
          </Button>
        </div>
      </form>
      {/* Beside the form: what is submitted in it would be submitted here too. */}
      <SendDialog what={asking} onClose={() => setAsking(undefined)} onSend={send} />
    </>
  )
}

const operationOptions: readonly { value: OperationId; label: string }[] = sendable.map((id) => {
  const { method, path, label } = operationOf(id)
  return { value: id, label: `${method} ${path} · ${label}` }
})
