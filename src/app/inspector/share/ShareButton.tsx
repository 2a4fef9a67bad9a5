import { useState } from 'react'
import { usePermissions } from '../../api/permissions.ts'
import { witnessOf } from '../../api/witness.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { Explained } from '../findings/use-explained.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { hubOperationOf } from '../record/hub-operation.ts'
import { sharedUrl } from './shared-url.ts'
import { sharedValue } from './share-link.ts'

interface Props {
  exchange: Exchange
  explained: Explained
}

type Link = { kind: 'closed' } | { kind: 'made'; url: string } | { kind: 'too-long' }

/** A link that shows this exchange, and what explains it, to whoever else may open this Hubscope. */
export function ShareButton({ exchange, explained: { evidence, from } }: Props) {
  const permissions = usePermissions()
  const [link, setLink] = useState<Link>({ kind: 'closed' })
  const make = async () => {
    const isOwn = exchange.twin === undefined && hubOperationOf(exchange) !== undefined
    const credential = from ? from.credential : isOwn ? witnessOf(permissions).credential : undefined
    const value = await sharedValue(exchange, evidence, credential)
    setLink(value === undefined ? { kind: 'too-long' } : { kind: 'made', url: sharedUrl(value) })
  }
  return (
    <>
      <Button size="small" onClick={() => void make()}>
        Share
      </Button>
      <Dialog
        open={link.kind !== 'closed'}
        onOpenChange={(open) => !open && setLink({ kind: 'closed' })}
        title="Link to this exchange"
      >
        {link.kind === 'made' ? (
          <div className="grid gap-2">
            <div className="flex items-center gap-2">
              <input
                readOnly
                aria-label="Link to this exchange"
                value={link.url}
                onFocus={(event) => event.target.select()}
                className="h-7 min-w-0 flex-1 rounded-md border border-line-field bg-sunken px-2.5 font-mono text-sm"
              />
              <CopyButton text={link.url} what="the link" label="Copy" />
            </div>
            <p className="text-pretty text-ink-2">
              The link itself holds request, status, the answerer’s words and what explains them: whose token
              it was, and its scopes. It holds no headers, no bodies and no token. Who opens it needs a login
              here.
            </p>
          </div>
        ) : (
          <p className="text-pretty text-ink-2">
            This exchange is too long for a link. Export it as a HAR file on the inspector’s page and send
            that.
          </p>
        )}
      </Dialog>
    </>
  )
}
