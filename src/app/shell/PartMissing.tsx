import { Notice } from '../ui/Notice.tsx'
import { ReloadButton } from './ReloadButton.tsx'

/** In a corner, when a dialog's program did not arrive. */
export function PartMissing() {
  return (
    <div className="fixed right-4 bottom-4 z-50 max-w-80 shadow-float">
      <Notice tone="bad" alert title="A part of Hubscope did not arrive." actions={<ReloadButton />}>
        It may have been updated since this page was opened.
      </Notice>
    </div>
  )
}
