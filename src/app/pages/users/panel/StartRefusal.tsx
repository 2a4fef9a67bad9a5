import { HubFailure } from '#hub/errors.ts'
import { failureText } from '../../../components/failure-text.ts'
import { useInspect } from '../../../inspector/dock/use-inspect.ts'

/** Why a start was refused, in one sentence, with the way to the request itself. */
export function StartRefusal({ error }: { error: unknown }) {
  const inspect = useInspect()
  const exchange = error instanceof HubFailure ? error.exchange : undefined
  return (
    <>
      <span className="text-bad wrap-anywhere">{failureText(error)}</span>{' '}
      {exchange !== undefined && (
        <button
          type="button"
          aria-label="Why? Open the request in the inspector"
          onClick={() => inspect(exchange)}
          className="text-accent hover:underline"
        >
          Why?
        </button>
      )}
    </>
  )
}
