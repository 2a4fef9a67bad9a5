import { HubFailure } from '#hub/errors.ts'
import { usePermissions } from '../api/permissions.ts'
import { useInspect } from '../inspector/dock/use-inspect.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ScopeChip } from '../ui/ScopeChip.tsx'
import { failureText } from './failure-text.ts'

interface Props {
  error: unknown
  onRetry?: (() => void) | undefined
}

/** An error in the place it concerns: what happened, who said so, what it takes, and a way on. */
export function FailureNotice({ error, onRetry }: Props) {
  const inspect = useInspect()
  const exchange = error instanceof HubFailure ? error.exchange : undefined
  const detail = error instanceof HubFailure ? error.detail : undefined
  const required = detail?.tag === 'refused' ? detail.requiredScopes : undefined
  return (
    <Notice
      tone="bad"
      alert
      title={failureText(error)}
      actions={
        <>
          {onRetry && (
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          )}
          {exchange !== undefined && (
            <Button variant="quiet" size="small" onClick={() => inspect(exchange)}>
              Open in inspector
            </Button>
          )}
        </>
      }
    >
      {detail?.tag === 'refused' ? (
        <p className="text-sm text-ink-3">
          Status {detail.status}, answered by {answerers[detail.answeredBy]}
          {detail.retryAfter === undefined ? '' : `; it asks to wait ${detail.retryAfter} s`}.
        </p>
      ) : null}
      {required && required.length > 0 ? <RequiredScopes required={required} /> : null}
    </Notice>
  )
}

const answerers = {
  hub: 'the hub',
  proxy: 'something in between',
  service: 'Hubscope’s service',
  nobody: 'nobody',
} as const

function RequiredScopes({ required }: { required: readonly string[] }) {
  const { session } = usePermissions()
  const near = session.identity.scopes.filter((held) =>
    required.some((scope) => held.startsWith(`${scope}!`)),
  )
  return (
    <p className="flex flex-wrap items-center gap-1">
      <span className="text-ink-3">{required.length > 1 ? 'Needs one of' : 'Needs'}</span>
      {required.map((scope) => (
        <ScopeChip key={scope} scope={scope} tone="need" />
      ))}
      {near.length > 0 && <span className="text-ink-3">You hold</span>}
      {near.map((scope) => (
        <ScopeChip key={scope} scope={scope} tone="near" />
      ))}
    </p>
  )
}
