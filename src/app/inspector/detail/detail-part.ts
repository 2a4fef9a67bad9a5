import { useCallback } from 'react'
import { useSearch } from '../../components/use-search.ts'
import type { Exchange } from '../record/exchange-store.ts'
import { partParam } from '../dock/inspect-param.ts'

export type DetailPart = 'overview' | 'request' | 'response' | 'frames' | 'arrival' | 'code'

const labels: Record<DetailPart, string> = {
  overview: 'Overview',
  request: 'Request',
  response: 'Response',
  frames: 'Frames',
  arrival: 'Arrival',
  code: 'Code',
}

/** The parts that an exchange has. */
export function partsOf({ frames }: Exchange): readonly { value: DetailPart; label: string }[] {
  const all: readonly DetailPart[] = ['overview', 'request', 'response', 'frames', 'arrival', 'code']
  return all
    .filter((part) => part !== 'frames' || frames !== undefined)
    .map((value) => ({ value, label: labels[value] }))
}

/**
 * The part in sight, kept in the address and from one exchange to the next. `isNotice`: a failure led here, so its
 * explanation is what is wanted.
 */
export function useDetailPart(
  exchange: Exchange,
  isNotice: boolean,
): [DetailPart, (part: DetailPart) => void] {
  const [search, change] = useSearch()
  const wanted = search.get(partParam)
  const part = partsOf(exchange).find(({ value }) => value === wanted && !isNotice)?.value ?? 'overview'
  const choose = useCallback(
    (part: DetailPart) =>
      change(
        (current) => {
          if (part === 'overview') current.delete(partParam)
          else current.set(partParam, part)
          return current
        },
        { replace: true, preventScrollReset: true },
      ),
    [change],
  )
  return [part, choose]
}
