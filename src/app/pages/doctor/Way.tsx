import type { Station } from '#diagnosis/doctor/way.ts'
import { StateDot, type Tone } from '../../ui/StateDot.tsx'

const tones: Record<Station['state'], Tone> = { ok: 'ok', warning: 'wait', error: 'bad' }
const words: Record<Station['state'], string> = { ok: 'nothing wrong', warning: 'at risk', error: 'at fault' }
const frames: Record<Station['state'], string> = {
  ok: 'border-line',
  warning: 'border-wait/60 bg-wait-soft',
  error: 'border-bad/70 bg-bad-soft',
}

/** The way of a request, station by station, and where on it something is wrong. */
export function Way({ stations }: { stations: readonly Station[] }) {
  return (
    <section aria-label="The way of a request" className="rounded-md border border-line bg-surface p-4">
      <ol className="flex flex-col gap-y-1 min-[1100px]:flex-row">
        {stations.map(({ hop, title, lines, state }, index) => (
          <li key={hop} className="flex min-w-0 flex-1 flex-col min-[1100px]:flex-row">
            {index > 0 && <Arrow />}
            <div
              className={`grid min-w-0 flex-1 content-start gap-1 rounded-md border px-3 py-2.5 ${frames[state]}`}
            >
              <p className="flex min-w-0 items-center gap-2 font-semibold">
                <StateDot tone={tones[state]} />
                <span className="min-w-0 wrap-anywhere">{title}</span>
                <span className="sr-only">, {words[state]}</span>
              </p>
              {lines.map((line) => (
                <p key={line} className="font-mono text-sm text-ink-2 wrap-anywhere">
                  {line}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Arrow() {
  return (
    <span aria-hidden="true" className="self-center px-2 text-ink-3">
      <span className="max-[1099px]:hidden">→</span>
      <span className="min-[1100px]:hidden">↓</span>
    </span>
  )
}
