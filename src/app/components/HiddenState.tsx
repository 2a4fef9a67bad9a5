import type { ReactNode } from 'react'
import type { OperationId } from '#hub/operations.ts'
import { ScopeChip } from '../ui/ScopeChip.tsx'
import { WhyButton } from './why/WhyButton.tsx'

interface Props {
  /** "the hub's users" */
  what: string
  /** Any one of them would show it. */
  scopes: readonly string[]
  /** The one that the scopes would open; its refusal is explained at a press. */
  operation?: OperationId
  children?: ReactNode
}

/** In place of a page's content that the visitor's token may not see. */
export function HiddenState({ what, scopes, operation, children }: Props) {
  return (
    <div className="grid flex-1 content-center justify-items-center px-5 py-12 text-center">
      <div className="veil grid max-w-prose justify-items-center gap-2 rounded-lg px-8 py-6">
        <p className="text-lg font-semibold text-balance text-veil">Hidden from your token: {what}</p>
        <p className="text-ink-2">
          {scopes.length > 1
            ? 'Any one of these scopes would show it: '
            : 'It would be shown with the scope '}
          {scopes.map((scope) => (
            <span key={scope}>
              <ScopeChip scope={scope} />{' '}
            </span>
          ))}
        </p>
        {operation && <WhyButton operation={operation} />}
        {children === undefined ? null : <div className="text-pretty text-ink-2">{children}</div>}
      </div>
    </div>
  )
}
