import { type ReactNode, useMemo, useState } from 'react'
import { type HeldScopes, unparse } from '#hub/scopes/parse.ts'
import type { HubVersion } from '#hub/versions.ts'
import { matching, pathsAbove, scopeForest, type ScopeNode } from './scope-tree.ts'
import { ScopeTree } from './ScopeTree.tsx'

interface Props {
  /** Expanded. */
  held: HeldScopes
  version: HubVersion
  /** When nothing is held. */
  empty: string
  /** The switch that shows the scopes that are not held. */
  lacking: string
  /** What stands behind a scope with its filter: where it comes from. */
  renderOrigin?: (scope: string) => ReactNode
}

/** The scopes that somebody holds in the hub's own order, and how far each reaches. */
export function HeldTree({ held, version, empty, lacking, renderOrigin }: Props) {
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
      empty={empty}
      tools={
        <label className="inline-flex items-center gap-1.5">
          <input type="checkbox" checked={isAll} onChange={(event) => setAll(event.target.checked)} />
          {lacking}
        </label>
      }
      renderScope={(scope) => <Row scope={scope} held={held} renderOrigin={renderOrigin} />}
    />
  )
}

/** Opens what is not held itself, so that everything held is in sight and what it brings along is not. */
function pathsAboveHeld(nodes: readonly ScopeNode[], held: HeldScopes): string[] {
  const top = nodes.filter(({ scope }) => !held.has(scope))
  return pathsAbove(top, (scope) => held.has(scope)).filter((path) => !held.has(path.split(' ').at(-1) ?? ''))
}

interface RowProps {
  scope: string
  held: HeldScopes
  renderOrigin: Props['renderOrigin']
}

function Row({ scope, held, renderOrigin }: RowProps) {
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
          {renderOrigin && <span className="text-ink-3">{renderOrigin(each)}</span>}
        </span>
      ))}
    </>
  )
}
