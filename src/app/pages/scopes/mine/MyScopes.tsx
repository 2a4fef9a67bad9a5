import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type HeldScopes, unparse } from '#hub/scopes/parse.ts'
import { useOwnPermissions } from '../../../api/permissions.ts'
import { subjectQuery } from '../../../api/subject.ts'
import { ScopeTree } from '../ScopeTree.tsx'
import { matching, pathsAbove, scopeForest, type ScopeNode } from '../scope-tree.ts'
import { type Holder, originOf, originWords } from './origins.ts'

/** The visitor's scopes in the hub's own order, how far each reaches, and which role brings it. */
export function MyScopes() {
  const permissions = useOwnPermissions()
  const { session, version, held, may } = permissions
  const { kind, name } = session.identity
  const mayRead = kind === 'user' && may('getUser', { kind, user: name }).verdict !== 'denied'
  const { data } = useQuery({ ...subjectQuery('user', name, permissions), enabled: mayRead })
  const holder: Holder = { ...session.identity, groupRoles: data?.groupRoles }
  const [isAll, setAll] = useState(false)
  const nodes = useMemo(() => {
    const custom = [...held.keys()].filter((base) => base.startsWith('custom:'))
    const forest = scopeForest(version, custom)
    return isAll ? forest : matching(forest, (scope) => held.has(scope))
  }, [version, held, isAll])
  return (
    <ScopeTree
      nodes={nodes}
      openAt={pathsAboveHeld(nodes, held)}
      empty="Your token holds no scope."
      tools={
        <label className="inline-flex items-center gap-1.5">
          <input type="checkbox" checked={isAll} onChange={(event) => setAll(event.target.checked)} />
          Also those I lack
        </label>
      }
      renderScope={(scope) => <Row scope={scope} holder={holder} />}
    />
  )
}

/** Opens what is not held itself, so that everything held is in sight and what it brings along is not. */
function pathsAboveHeld(nodes: readonly ScopeNode[], held: HeldScopes): string[] {
  const top = nodes.filter(({ scope }) => !held.has(scope))
  return pathsAbove(top, (scope) => held.has(scope)).filter((path) => !held.has(path.split(' ').at(-1) ?? ''))
}

function Row({ scope, holder }: { scope: string; holder: Holder }) {
  const { version, held } = useOwnPermissions()
  const extent = held.get(scope)
  if (extent === undefined) {
    return (
      <>
        <code className="text-ink-3">{scope}</code>
        <span className="text-sm text-ink-3">not held</span>
      </>
    )
  }
  return (
    <>
      <code className="font-semibold">{scope}</code>
      {unparse(scope, extent).map((each) => (
        <span key={each} className="inline-flex flex-wrap items-baseline gap-x-1.5 text-sm">
          {extent === 'all' ? (
            <span className="rounded-sm bg-ok-soft px-1.5 text-ok">everywhere</span>
          ) : (
            <code className="rounded-sm border border-line bg-sunken px-1.5 wrap-anywhere">
              {each.slice(scope.length)}
            </code>
          )}
          <span className="text-ink-3">{originWords(originOf(each, holder, version))}</span>
        </span>
      ))}
    </>
  )
}
