import { PageBar } from '../../components/PageBar.tsx'
import { Button } from '../../ui/Button.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Select } from '../../ui/Select.tsx'
import type { UsersViewState } from './use-users-view.ts'
import { isFiltered, type View } from './users-view.ts'

interface UsersToolbarProps {
  view: View
  change: UsersViewState['change']
}

const states: readonly { value: View['state']; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'active', label: 'Active' },
  { value: 'ready', label: 'Ready' },
  { value: 'inactive', label: 'Inactive' },
]

/** The filters the hub itself applies: part of a name, and what the user's servers do. */
export function UsersToolbar({ view, change }: UsersToolbarProps) {
  return (
    <PageBar>
      <SearchField
        label="Filter by name"
        placeholder="Part of a name"
        value={view.q}
        onChange={(q) => change({ q }, { replace: true })}
      />
      <Select
        label="State"
        value={view.state}
        onChange={(value) => change({ state: states.find((state) => state.value === value)?.value ?? 'all' })}
        options={states}
      />
      {isFiltered(view) && (
        <Button variant="quiet" onClick={() => change({ q: '', state: 'all' })}>
          Clear filters
        </Button>
      )}
    </PageBar>
  )
}
