import type { UseQueryResult } from '@tanstack/react-query'
import { HubFailure } from '#hub/errors.ts'
import { Button } from '../ui/Button.tsx'
import { formatClock } from '../ui/format.ts'
import { failureText } from './failure-text.ts'

interface Props {
  query: Pick<UseQueryResult, 'data' | 'error' | 'dataUpdatedAt' | 'isFetching' | 'refetch'>
}

/** Above data that could not be brought up to date: it stays, and this says of when it is. */
export function StaleNotice({ query }: Props) {
  const { data, error, dataUpdatedAt, isFetching, refetch } = query
  if (error === null || data === undefined) return null
  const tag = error instanceof HubFailure ? error.detail.tag : undefined
  // The gate says it to the whole page.
  if (tag === 'signed-out') return null
  return (
    <output className="flex flex-wrap items-center gap-x-3 gap-y-1 border-y border-line bg-wait-soft px-5 py-1.5 text-wait max-wide:px-4">
      <span>
        {tag === 'unreachable'
          ? `The hub has not answered since ${formatClock(dataUpdatedAt)}; showing what it said then.`
          : `${failureText(error)} Showing what was known at ${formatClock(dataUpdatedAt)}.`}
      </span>
      <Button size="small" pending={isFetching} onClick={() => void refetch()}>
        Try now
      </Button>
    </output>
  )
}
