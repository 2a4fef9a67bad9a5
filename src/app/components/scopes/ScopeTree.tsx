import { type ReactNode, useMemo, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { ChevronIcon } from '../../ui/icons.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { matching, openablePaths, type ScopeNode } from './scope-tree.ts'

interface Props {
  nodes: readonly ScopeNode[]
  /** What stands beside a scope; a checkbox may bring its own name, and `name` is then left out. */
  renderScope: (scope: string, path: string) => ReactNode
  /** Paths that are open at first. */
  openAt?: readonly string[]
  /** Further switches beside the search. */
  tools?: ReactNode
  /** When nothing is left to show without a search. */
  empty?: string
}

/** Scopes below scopes as nested lists, each of which opens by a button; a search opens what it finds. */
export function ScopeTree({ nodes, renderScope, openAt, tools, empty = 'No scope.' }: Props) {
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(openAt))
  const words = useMemo(() => search.trim().toLowerCase().split(/\s+/), [search])
  const shown = useMemo(
    () =>
      search.trim() === ''
        ? nodes
        : matching(nodes, (scope) => words.every((word) => scope.toLowerCase().includes(word))),
    [nodes, search, words],
  )
  const all = useMemo(() => openablePaths(shown), [shown])
  const isSearch = search.trim() !== ''
  const isAllOpen = all.every((path) => open.has(path))
  const toggle = (path: string) => {
    const next = new Set(open)
    if (!next.delete(path)) next.add(path)
    setOpen(next)
  }
  return (
    <div className="grid grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label="Search scopes"
          placeholder="Part of a scope"
          value={search}
          onChange={setSearch}
        />
        {tools}
        <Button
          variant="quiet"
          onClick={() => setOpen(new Set(isAllOpen ? [] : all))}
          disabledReason={isSearch ? 'A search shows all that it finds.' : undefined}
        >
          {isAllOpen ? 'Close all' : 'Open all'}
        </Button>
      </div>
      {shown.length === 0 ? (
        <EmptyState title={isSearch ? 'No scope matches the search.' : empty} />
      ) : (
        <Branch
          nodes={shown}
          renderScope={renderScope}
          isOpen={(path) => isSearch || open.has(path)}
          toggle={isSearch ? undefined : toggle}
          label="Scopes"
        />
      )}
    </div>
  )
}

interface BranchProps {
  nodes: readonly ScopeNode[]
  renderScope: Props['renderScope']
  isOpen: (path: string) => boolean
  /** Absent while everything is open anyway. */
  toggle: ((path: string) => void) | undefined
  label: string
}

function Branch({ nodes, renderScope, isOpen, toggle, label }: BranchProps) {
  return (
    <ul aria-label={label} className="grid grid-cols-1">
      {nodes.map(({ path, scope, children }) => (
        <li key={path} className="grid grid-cols-1">
          <div className="flex min-h-7 items-start gap-1 rounded-md py-0.5 hover:bg-hover">
            {children.length > 0 && toggle ? (
              <button
                type="button"
                aria-expanded={isOpen(path)}
                aria-label={`Scopes below ${scope}`}
                onClick={() => toggle(path)}
                className="grid size-6 shrink-0 place-items-center rounded-md text-ink-3 hover:text-ink"
              >
                <span className={isOpen(path) ? '' : '-rotate-90'}>
                  <ChevronIcon />
                </span>
              </button>
            ) : (
              <span className="size-6 shrink-0" />
            )}
            <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-0.5 py-0.5">
              {renderScope(scope, path)}
            </div>
          </div>
          {children.length > 0 && isOpen(path) && (
            <div className="ml-3 border-l border-line pl-2.5">
              <Branch
                nodes={children}
                renderScope={renderScope}
                isOpen={isOpen}
                toggle={toggle}
                label={`Below ${scope}`}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
