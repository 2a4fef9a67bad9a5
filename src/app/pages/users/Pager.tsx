import type { Pagination } from '#hub/wire/page.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { rangeText } from './listing-text.ts'
import type { UsersViewState } from './use-users-view.ts'
import { nextPage, pageSizes, type View } from './users-view.ts'

interface PagerProps {
  view: View
  change: UsersViewState['change']
  pagination: Pagination
  /** What the total counts. */
  counted: string
}

/** Previous, next and page size. Next goes where the hub says, so no user is left out when it cuts pages short. */
export function Pager({ view, change, pagination, counted }: PagerProps) {
  const next = nextPage(view, pagination)
  const sizes = [...new Set([...pageSizes, view.size])].sort((a, b) => a - b)
  return (
    <nav
      aria-label="Pages of users"
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line bg-surface px-5 py-1.5 text-sm text-ink-2 max-sm:px-3"
    >
      <span className="tabular-nums" aria-live="polite">
        {rangeText(pagination, counted)}
      </span>
      <span className="ml-auto flex items-center gap-2">
        <Select
          label="Rows per page"
          hideLabel
          value={String(view.size)}
          onChange={(size) => change({ size: Number(size) })}
          options={sizes.map((size) => ({ value: String(size), label: `${size} rows` }))}
        />
        <Button
          size="small"
          disabledReason={view.page === 1 ? 'This is the first page.' : undefined}
          onClick={() => change({ page: view.page - 1 })}
        >
          Previous
        </Button>
        <Button
          size="small"
          disabledReason={next ? undefined : 'This is the last page.'}
          onClick={() => next && change(next)}
        >
          Next
        </Button>
      </span>
    </nav>
  )
}
