import { deedOf, either } from '#diagnosis/words.ts'
import type { OperationId } from '#hub/operations.ts'
import type { Target } from '#hub/scopes/decide.ts'
import { extentOf, useOwnPermissions, usePermissions } from '../../api/permissions.ts'
import { shownAs, type ShownAs } from '../../api/preview/shown-as.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ScopeChip } from '../../ui/ScopeChip.tsx'

interface Props {
  operation: OperationId
  target: Target
  /** The scopes of the token that the page is shown as. */
  shown: ShownAs
  onClose: () => void
}

/** Why the token that the page is shown as could not do this, and the way to see what one more scope would open. */
export function WhyPreviewed({ operation, target, shown, onClose }: Props) {
  const decision = usePermissions().may(operation, target)
  const own = useOwnPermissions().may(operation, target)
  const deed = deedOf(operation)
  const scopes = decision.verdict === 'denied' ? decision.scopes : []
  const reach =
    decision.verdict === 'denied' && 'scopes' in decision.rule ? extentOf(decision.rule.scopes) : ''
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Why the token shown could not ${deed}`}>
      <p className="text-pretty">
        {scopes.length === 0
          ? `The hub of this version does not let anybody ${deed}.`
          : reach === ''
            ? `To ${deed}, the hub wants ${either(scopes)}, and the token that the page is shown as does not hold ${scopes.length === 1 ? 'it' : 'any of them'}.`
            : `The token that the page is shown as holds ${either(scopes)} for ${reach}, and that leaves this out.`}
      </p>
      {shown.length > 0 && (
        <div className="grid gap-1">
          <p className="text-ink-2">It holds:</p>
          <p className="flex flex-wrap gap-1">
            {shown.map((scope) => (
              <ScopeChip key={scope} scope={scope} />
            ))}
          </p>
        </div>
      )}
      {own.verdict === 'denied' ? (
        <p className="text-pretty text-ink-2">
          Your own token cannot do it either, so that no preview here can show it.
        </p>
      ) : (
        <div className="flex flex-wrap gap-2">
          {scopes.map((scope) => (
            <Button key={scope} onClick={() => shownAs.begin([...shown, scope])}>
              Add {scope} to the preview
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  )
}
