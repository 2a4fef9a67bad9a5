import { foresee } from '#diagnosis/foresee.ts'
import { deedOf } from '#diagnosis/words.ts'
import type { OperationId } from '#hub/operations.ts'
import type { Target } from '#hub/scopes/decide.ts'
import { usePermissions } from '../../api/permissions.ts'
import { witnessOf } from '../../api/witness.ts'
import { FindingView } from '../../inspector/findings/FindingView.tsx'
import { useFindings } from '../../inspector/findings/use-findings.ts'
import { Dialog } from '../../ui/Dialog.tsx'

interface Props {
  operation: OperationId
  target: Target
  onClose: () => void
}

/** Why the hub would refuse an operation and what would open it, worked out without asking the hub. */
export function WhyDialog({ operation, target, onClose }: Props) {
  const permissions = usePermissions()
  const evidence = foresee(operation, target, witnessOf(permissions))
  const [finding, ...others] = useFindings(evidence)
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={`Why you cannot ${deedOf(operation)}`}
    >
      {finding ? (
        <FindingView finding={finding} others={others} />
      ) : (
        <p>By what Hubscope knows of your token, you can.</p>
      )}
      <p className="max-w-prose text-sm text-pretty text-ink-3">
        Nothing was sent. This follows from what your token holds and the rules of JupyterHub{' '}
        {permissions.version.text}.
      </p>
    </Dialog>
  )
}
