import type { OperationId } from '#hub/operations.ts'
import { deedOf } from '#diagnosis/words.ts'
import type { Target } from '#hub/scopes/decide.ts'
import { Button } from '../../ui/Button.tsx'
import { useWhy } from './use-why.tsx'

interface Props {
  operation: OperationId
  target?: Target
}

/** Beside what is hidden: opens the explanation, with the grant that would show it. */
export function WhyButton({ operation, target }: Props) {
  const { ask, dialog } = useWhy(operation, target)
  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-label={`Why you cannot ${deedOf(operation)}`}
        onClick={ask}
      >
        Why?
      </Button>
      {dialog}
    </>
  )
}
