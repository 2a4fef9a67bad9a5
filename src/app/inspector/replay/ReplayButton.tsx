import { useState } from 'react'
import { operationOf } from '#hub/operations.ts'
import { type Resend, useResend } from '../../api/resend.ts'
import { useReasonNotToSend } from '../../api/preview/narrowed-call.ts'
import { Button } from '../../ui/Button.tsx'
import { dock } from '../dock/dock-store.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { SendDialog } from './SendDialog.tsx'
import { resendOf } from './resend-of.ts'

interface Props {
  exchange: Exchange
  /** Why nothing may be sent from here. */
  readOnly: string | undefined
}

/** Sends the same again: a read at once, a write when asked once more. */
export function ReplayButton({ exchange, readOnly }: Props) {
  const [asking, setAsking] = useState<Resend>()
  const resend = useResend()
  const what = resendOf(exchange)
  const send = (what: Resend) => dock.open(resend(what, exchange.id), 'sent')
  const against = useReasonNotToSend(exchange.method)
  const reason = readOnly ?? (typeof what === 'string' ? what : against)
  return (
    <>
      <Button
        size="small"
        disabledReason={reason}
        onClick={() => {
          if (typeof what === 'string') return
          if (operationOf(what.operation).method === 'GET') send(what)
          else setAsking(what)
        }}
      >
        Replay
      </Button>
      <SendDialog what={asking} again onClose={() => setAsking(undefined)} onSend={send} />
    </>
  )
}
