import type { OperationId } from '#hub/operations.ts'
import type { Target } from '#hub/scopes/decide.ts'
import { reasonAgainst, usePermissions } from '../api/permissions.ts'
import { Button, type ButtonProps } from '../ui/Button.tsx'

interface Props extends ButtonProps {
  /** What pressing it asks of the hub. */
  operation: OperationId
  target?: Target
}

/** A button that says which scope is missing when the visitor's token does not allow its work. */
export function PermissionButton({ operation, target, disabledReason, ...rest }: Props) {
  const permissions = usePermissions()
  const against = reasonAgainst(permissions.may(operation, target), permissions)
  return <Button {...rest} disabledReason={against ?? disabledReason} />
}
