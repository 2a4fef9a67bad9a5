import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { Exchange } from '../record/exchange-store.ts'
import { readableTarget, statusText } from '../record/exchange-words.ts'
import { PinButton } from '../PinButton.tsx'
import { ReplayButton } from '../replay/ReplayButton.tsx'
import { ResendDialog } from '../replay/ResendDialog.tsx'
import { ShareButton } from '../share/ShareButton.tsx'
import type { Explained } from '../findings/use-explained.ts'

interface Props {
  exchange: Exchange
  explained: Explained
}

/** What it was in one line, and what can be done with it. */
export function ExchangeHead({ exchange, explained }: Props) {
  const [editing, setEditing] = useState(false)
  const readOnly = explained.from && 'An exchange of a file or a link is only looked at.'
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pr-8">
      <h2 className="min-w-0 font-mono text-sm wrap-anywhere">
        {exchange.method} {readableTarget(exchange)}{' '}
        <span className={exchange.error ? 'font-semibold text-bad' : 'text-ink-2'}>
          {statusText(exchange)}
        </span>
      </h2>
      <div className="flex flex-wrap gap-1.5">
        <ReplayButton exchange={exchange} readOnly={readOnly} />
        <Button size="small" disabledReason={readOnly} onClick={() => setEditing(true)}>
          Edit and resend
        </Button>
        <ShareButton exchange={exchange} explained={explained} />
        <PinButton exchange={exchange} readOnly={readOnly} />
      </div>
      <ResendDialog exchange={exchange} open={editing} onClose={() => setEditing(false)} />
    </div>
  )
}
