import { Link } from 'react-router'
import { operationOf } from '#hub/operations.ts'
import { compactScopes } from '#hub/scopes/compact.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { parseScope, parseScopes } from '#hub/scopes/parse.ts'
import { useOwnPermissions } from '../api/permissions.ts'
import { type ShownAs, shownAs } from '../api/preview/shown-as.ts'
import { features } from '../features.ts'
import { Button } from '../ui/Button.tsx'
import { formatAmount } from '../ui/format.ts'
import { ScopeChip } from '../ui/ScopeChip.tsx'

/** Says on every page that it is shown as another token would see it, what that leaves open, and how it ends. */
export function ShownAsBanner({ shown }: { shown: ShownAs }) {
  const { session, version, held } = useOwnPermissions()
  const expanded = expandScopes(shown, { kind: 'other', name: '' }, version)
  const beyond = compactScopes(
    [...parseScopes(expanded).keys()].filter((base) => !held.has(base) && shows.has(base)),
    version,
  )
  const byGroup = expanded.some((scope) => parseScope(scope).filter?.kind === 'group')
  const end = () => {
    shownAs.end()
    document.getElementById('main')?.focus()
  }
  return (
    <section
      aria-label="What if"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-veil/40 bg-veil-soft px-5 py-1.5 max-wide:px-4"
    >
      <p className="min-w-0 flex-1 basis-80 text-pretty">
        <b className="font-semibold text-veil">
          Shown as a token with {formatAmount(expanded.length, 'scope')} would see it
        </b>
        ; your own requests are still yours ({session.identity.name}), and nothing is changed.
        {byGroup && !held.has('read:users:groups') && (
          <>
            {' '}
            Your token does not show who is in which group, so what only a group filter would show is left
            out.
          </>
        )}
        {beyond.length > 0 && (
          <span className="flex flex-wrap items-baseline gap-1 text-sm text-ink-2">
            Hidden all the same, because your own token does not show it:
            {beyond.map((scope) => (
              <ScopeChip key={scope} scope={scope} />
            ))}
          </span>
        )}
      </p>
      <span className="flex items-center gap-2">
        <Link to="/scopes?view=what-if" className="text-accent hover:underline">
          Change
        </Link>
        <Button size="small" onClick={end}>
          End
        </Button>
      </span>
    </section>
  )
}

/** Scopes that show something in Hubscope. */
const shows = new Set(
  features.flatMap(({ needs }) =>
    needs.flatMap((need) => {
      if (need.kind === 'field') return need.anyOf
      const { method, scopes } = operationOf(need.operation)
      return method === 'GET' ? scopes : []
    }),
  ),
)
