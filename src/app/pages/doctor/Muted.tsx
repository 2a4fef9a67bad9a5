import { type Ref, type RefObject, useId, useRef, useState } from 'react'
import { type DoctorFinding, keyOf } from '#diagnosis/doctor/finding.ts'
import { type Mute, mute } from '../../doctor/mutes.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'

interface Props {
  finding: DoctorFinding | undefined
  onClose: () => void
  /** What gets the focus then; true: what had it before. */
  finalFocus: () => HTMLElement | true
}

/** Asks why a finding shall be left out: whoever comes later will want to know. */
export function MuteDialog({ finding, onClose, finalFocus }: Props) {
  const reason = useRef<HTMLInputElement>(null)
  return (
    <Dialog
      open={finding !== undefined}
      onOpenChange={(open) => !open && onClose()}
      initialFocus={reason}
      finalFocus={finalFocus}
      title={`Mute ${finding ? keyOf(finding) : ''}?`}
    >
      {finding && <ReasonForm finding={finding} field={reason} onClose={onClose} />}
    </Dialog>
  )
}

interface FormProps {
  finding: DoctorFinding
  field: RefObject<HTMLInputElement | null>
  onClose: () => void
}

function ReasonForm({ finding, field, onClose }: FormProps) {
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const hint = useId()
  return (
    <form
      className="grid gap-3 pt-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() === '') return setMissing(true)
        mute(finding, reason.trim())
        onClose()
      }}
    >
      <p className="text-ink-2">
        “{finding.title}” is then left out of the list and the navigation, in this browser. It is still
        checked.
      </p>
      <label className="grid gap-1">
        Reason
        <input
          ref={field}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          aria-invalid={isMissing || undefined}
          aria-describedby={isMissing ? hint : undefined}
          className="h-7 rounded-md border border-line-field bg-surface px-2.5"
        />
      </label>
      {isMissing && (
        <p id={hint} role="alert" className="text-bad">
          Say why, for whoever looks next.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" submit>
          Mute
        </Button>
      </div>
    </form>
  )
}

interface MutedProps {
  mutes: readonly Mute[]
  /** What this run found, by `keyOf`. */
  found: ReadonlySet<string>
  title?: string
  heading?: Ref<HTMLHeadingElement>
  /** Not for what somebody else muted. */
  onUnmute?: (each: Mute) => void
}

/** What is left out, with the reasons, and the way back. */
export function MutedList({ mutes, found, title = 'Muted', heading, onUnmute }: MutedProps) {
  const id = useId()
  if (mutes.length === 0) return null
  return (
    <section className="grid gap-2" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1} className="font-semibold">
        {title}
      </h2>
      <ul className="grid gap-1.5">
        {mutes.map((each) => (
          <li key={keyOf(each)} className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
            <span className="font-mono text-xs">{keyOf(each)}</span>
            <span className="min-w-0 wrap-anywhere">{each.reason}</span>
            <span className="text-ink-3">
              <RelativeTime iso={new Date(each.at).toISOString()} />
              {found.has(keyOf(each)) ? ', found again' : ', not found this time'}
            </span>
            {onUnmute && (
              <Button
                size="small"
                variant="quiet"
                onClick={() => onUnmute(each)}
                aria-label={`Show ${keyOf(each)} again`}
              >
                Show again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
