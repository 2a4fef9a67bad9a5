import { Button } from '../ui/Button.tsx'
import { PinIcon } from '../ui/icons.tsx'
import { type Exchange, exchanges } from './record/exchange-store.ts'

interface Props {
  exchange: Exchange
  /** Why it cannot be pinned, as a sentence. */
  readOnly: string | undefined
}

/** Keeps the exchange when the list is cleared, and as long as there is room for it. */
export function PinButton({ exchange: { id, pinned }, readOnly }: Props) {
  return (
    <Button
      size="small"
      aria-pressed={pinned}
      disabledReason={readOnly}
      icon={<PinIcon filled={pinned} />}
      onClick={() => exchanges.pin(id, !pinned)}
    >
      Pin
    </Button>
  )
}
