import { useNavigate } from 'react-router'
import { openHar } from '../../inspector/har/open-har.ts'
import { Button } from '../../ui/Button.tsx'
import { formatAmount } from '../../ui/format.ts'
import { exchangesIn } from '../../doctor/bundle.ts'

interface Props {
  har: unknown
  /** Of the bundle. */
  name: string
}

/** The requests that the other one's inspector had recorded, and the way to look at them as at one's own. */
export function OpenedRecord({ har, name }: Props) {
  const navigate = useNavigate()
  const count = exchangesIn(har)
  const open = () => {
    openHar(new File([JSON.stringify(har)], name, { type: 'application/json' }))
    void navigate('/inspector')
  }
  return (
    <section className="grid justify-items-start gap-2" aria-label="Recorded requests">
      <h2 className="font-semibold">Recorded requests</h2>
      {count === 0 ? (
        <p className="text-ink-2">The bundle holds none.</p>
      ) : (
        <>
          <p className="text-ink-2">
            {formatAmount(count, 'exchange')} of their page with the hub, with headers, bodies and what
            explains them.
          </p>
          <Button onClick={open}>Open in the inspector</Button>
        </>
      )}
    </section>
  )
}
