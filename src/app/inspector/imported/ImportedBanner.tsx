import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { formatAmount, formatCount } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import type { ImportedRecord } from './imported-record.ts'
import { useImportState } from './imported-store.ts'

interface Props {
  /** Back to the page's own record. */
  onClose: () => void
}

/** Says whose exchanges are listed when they are not this page's, and leads back. */
export function ImportedBanner({ onClose }: Props) {
  const state = useImportState()
  switch (state.kind) {
    case 'live':
      return null
    case 'reading':
      return (
        <Line
          action={
            <Button size="small" onClick={onClose}>
              Cancel
            </Button>
          }
        >
          <Spinner /> Reading {state.name}
        </Line>
      )
    case 'failed':
      return (
        <div className="px-3 py-2 wide:px-5">
          <Notice
            tone="bad"
            alert
            title={`${state.name} could not be opened`}
            actions={
              <Button size="small" onClick={onClose}>
                Back to live
              </Button>
            }
          >
            <p>{state.reason}</p>
          </Notice>
        </div>
      )
    case 'shown':
      return (
        <Line
          action={
            <Button size="small" onClick={onClose}>
              Back to live
            </Button>
          }
        >
          <b className="font-semibold wrap-anywhere">
            {state.record.from === 'link' ? 'From a link' : state.record.name}
          </b>
          <span>{amountOf(state.record)}. Nothing here was asked by this page.</span>
        </Line>
      )
  }
}

function Line({ children, action }: { children: ReactNode; action: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line bg-wait-soft px-3 py-1.5 text-sm wide:px-5">
      <output className="flex min-w-0 flex-wrap items-center gap-x-2.5">{children}</output>
      <span className="ml-auto">{action}</span>
    </div>
  )
}

/** `41 exchanges`, and how many of the file's that are, when not all. */
function amountOf({ exchanges, total }: ImportedRecord): string {
  const shown = formatAmount(exchanges.length, 'exchange')
  return exchanges.length === total ? shown : `${shown} of ${formatCount(total)}`
}
