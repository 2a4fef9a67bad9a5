import { operationOf, type OperationId } from '#hub/operations.ts'
import type { Target } from '#hub/scopes/decide.ts'
import { useReasonNotToSend } from '../api/preview/narrowed-call.ts'
import { reasonAgainst, usePermissions } from '../api/permissions.ts'
import { Button, type ButtonProps } from '../ui/Button.tsx'
import { useWhy } from './why/use-why.tsx'

interface Props extends ButtonProps {
  /** What pressing it asks of the hub. */
  operation: OperationId
  target?: Target
}

/**
 * A button that says which scope is missing when the visitor's token does not allow its work, and when pressed then, why,
 * and what would allow it.
 */
export function PermissionButton({ operation, target, disabledReason, ...rest }: Props) {
  const permissions = usePermissions()
  const refusal = reasonAgainst(permissions.may(operation, target), permissions)
  const notSent = useReasonNotToSend(operationOf(operation).method)
  const against = refusal ?? notSent
  const why = useWhy(operation, target)
  return (
    <>
      <Button
        {...rest}
        disabledReason={against ?? disabledReason}
        onWhy={refusal === undefined ? undefined : why.ask}
      />
      {why.dialog}
    </>
  )
}
