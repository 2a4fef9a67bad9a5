import { idleTimes } from '#diagnosis/doctor/ask/idle.ts'
import type { ProbeResults } from '#diagnosis/doctor/results.ts'
import type { DoctorState } from '../../doctor/doctor-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { useClock } from '../../ui/use-clock.ts'

interface Props {
  listening: DoctorState['listening']
  /** Of the last run. */
  results: ProbeResults
  onListen: (ms: number) => void
  onStop: () => void
}

/** The silent WebSocket: how long it has been held, or the offer to hold one. Its outcome stands in the report. */
export function Listening({ listening, results, onListen, onStop }: Props) {
  if (listening) return <Progress {...listening} onStop={onStop} />
  // Where none opens there is none to hold; what was cut needs no longer look.
  const isOpen = results.sockets?.some(({ opened }) => opened) ?? false
  if (!isOpen || results.idle?.cut || (results.idle?.ms ?? 0) >= idleTimes.long) return null
  const ms = results.idle ? idleTimes.long : idleTimes.usual
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-ink-2">
      <p>
        {results.idle
          ? 'Some proxies cut silent WebSockets only after two minutes.'
          : 'Whether a silent WebSocket is cut is not known yet.'}
      </p>
      <Button size="small" onClick={() => onListen(ms)}>
        Listen for {ms / 1000} s
      </Button>
    </div>
  )
}

function Progress({ since, ms, onStop }: NonNullable<DoctorState['listening']> & { onStop: () => void }) {
  const elapsed = useClock((now) => Math.min(ms, Math.max(0, Math.floor((now - since) / 1000) * 1000)))
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Meter value={(elapsed / ms) * 100} label="progress of the silent WebSocket" />
      <p className="text-ink-2 tabular-nums">
        Listening on a silent WebSocket for a cut, {elapsed / 1000} of {ms / 1000} s
      </p>
      <Button size="small" onClick={onStop}>
        Stop listening
      </Button>
    </div>
  )
}
