import { useMemo } from 'react'
import { parseScopes } from '#hub/scopes/parse.ts'
import { parseVersion } from '#hub/versions.ts'
import { newestHub } from '../../api/newest-hub.ts'
import { HeldTree } from '../../components/scopes/HeldTree.tsx'
import type { Bundle } from '../../doctor/bundle.ts'
import { ScopeChip } from '../../ui/ScopeChip.tsx'

/** What whoever made the bundle may do, by the hierarchy of their hub, and what their service may be delegated. */
export function OpenedScopes({ visitor, hubVersion }: Pick<Bundle, 'visitor' | 'hubVersion'>) {
  const version = parseVersion(hubVersion) ?? newestHub
  const held = useMemo(() => parseScopes(visitor.scopes), [visitor])
  return (
    <section className="grid grid-cols-1 gap-2" aria-label="Scopes of whoever made it">
      <h2 className="font-semibold">Scopes of whoever made it</h2>
      <HeldTree
        held={held}
        version={version}
        empty="Their token held no scope."
        lacking="Also those they lack"
      />
      {visitor.delegable ? (
        <div className="grid gap-1">
          <p className="text-ink-2">Their Hubscope may be delegated:</p>
          <p className="flex flex-wrap gap-1">
            {visitor.delegable.map((scope) => (
              <ScopeChip key={scope} scope={scope} />
            ))}
          </p>
        </div>
      ) : (
        <p className="text-ink-2">What their Hubscope may be delegated, its configuration does not tell.</p>
      )}
    </section>
  )
}
