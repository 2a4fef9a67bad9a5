import { useId, useMemo, useState } from 'react'
import { parseScope } from '#hub/scopes/parse.ts'
import type { HubVersion } from '#hub/versions.ts'
import { Button } from '../../../ui/Button.tsx'
import { CloseIcon } from '../../../ui/icons.tsx'
import { pathsAbove, scopeForest } from '../../../components/scopes/scope-tree.ts'
import { ScopeTree } from '../../../components/scopes/ScopeTree.tsx'
import { FilterForm } from './FilterForm.tsx'
import { filtersOf, type Selection, tickOf, withoutScope, withScope } from './selection.ts'

interface Props {
  selection: Selection
  version: HubVersion
  onChange: (next: Selection) => void
}

/** The hub's scopes to tick, each with filters. */
export function ScopePicker({ selection, version, onChange }: Props) {
  const [filtering, setFiltering] = useState<string>()
  const nodes = useMemo(() => {
    const custom = selection
      .map((scope) => parseScope(scope).base)
      .filter((base) => base.startsWith('custom:'))
    return scopeForest(version, [...new Set(custom)])
  }, [selection, version])
  return (
    <ScopeTree
      nodes={nodes}
      openAt={pathsAbove(nodes, (scope) => selection.some((each) => parseScope(each).base === scope))}
      renderScope={(scope, path) => (
        <PickRow
          scope={scope}
          selection={selection}
          version={version}
          onChange={onChange}
          isFiltering={filtering === path}
          onFilter={(open) => setFiltering(open ? path : undefined)}
        />
      )}
    />
  )
}

/** About the whole hub: whoever holds them with a filter holds nothing. */
const unfilterable = new Set(['admin-ui', 'read:hub', 'proxy', 'shutdown', 'read:metrics'])

interface RowProps extends Props {
  scope: string
  isFiltering: boolean
  onFilter: (open: boolean) => void
}

function PickRow({ scope, selection, version, onChange, isFiltering, onFilter }: RowProps) {
  const id = useId()
  const tick = tickOf(scope, selection, version)
  const isOn = tick === 'on' || tick === 'brought'
  return (
    <>
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        aria-describedby={tick === 'brought' ? `${id}-note` : undefined}
        aria-disabled={tick === 'brought' || undefined}
        onChange={() => {
          if (tick === 'on') onChange(withoutScope(selection, scope))
          else if (tick !== 'brought') onChange(withScope(selection, scope, version))
        }}
      />
      <label htmlFor={id}>
        <code className={tick === 'off' ? '' : 'font-semibold'}>{scope}</code>
      </label>
      {tick === 'brought' && (
        <span id={`${id}-note`} className="text-sm text-ink-3">
          comes with a wider one
        </span>
      )}
      {filtersOf(scope, selection).map((filter) => (
        <span
          key={filter}
          className="inline-flex items-center gap-1 rounded-sm border border-line bg-sunken pl-1.5 text-sm"
        >
          <code className="wrap-anywhere">!{filter}</code>
          <button
            type="button"
            aria-label={`Take the filter ${filter} off ${scope}`}
            onClick={() => onChange(withoutScope(selection, `${scope}!${filter}`))}
            className="rounded-sm p-0.5 text-ink-3 hover:text-ink"
          >
            <CloseIcon />
          </button>
        </span>
      ))}
      {!isOn && !isFiltering && !unfilterable.has(scope) && (
        <Button
          size="small"
          variant="quiet"
          aria-label={`Filter ${scope}`}
          className="ml-auto"
          onClick={() => onFilter(true)}
        >
          Filter
        </Button>
      )}
      {isFiltering && (
        <FilterForm
          scope={scope}
          onClose={() => onFilter(false)}
          onAdd={(filter) => {
            onChange(withScope(selection, `${scope}!${filter}`, version))
            onFilter(false)
          }}
        />
      )}
    </>
  )
}
