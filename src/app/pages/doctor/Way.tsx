import type { Station } from '#diagnosis/doctor/way.ts'
import { StateDot, type Tone } from '../../ui/StateDot.tsx'

const tones: Record<Station['state'], Tone> = { ok: 'ok', warning: 'wait', error: 'bad', unseen: 'off' }
const words: Record<Station['state'], string> = {
  ok: 'nothing wrong',
  warning: 'at risk',
  error: 'at fault',
  unseen: 'nothing came back',
}
const frames: Record<Station['state'], string> = {
  ok: 'border-line',
  warning: 'border-wait/60 bg-wait-soft',
  error: 'border-bad/70 bg-bad-soft',
  unseen: 'border-line',
}

/** The way of a request, station by station to where it forks, and where on it something is wrong. */
export function Way({ stations }: { stations: readonly Station[] }) {
  const trunk = stations.filter(({ isEnd }) => !isEnd)
  const ends = stations.filter(({ isEnd }) => isEnd)
  return (
    <section
      aria-label="The way of a request"
      className="rounded-md border border-line bg-surface p-4 max-wide:p-3"
    >
      <ol className="flex flex-col min-[1100px]:flex-row">
        {trunk.map((station, index) => (
          <li key={station.hop} className="flex min-w-0 flex-1 flex-col min-[1100px]:flex-row">
            {index > 0 && <Arrow />}
            <Box station={station} />
          </li>
        ))}
        <li className="flex min-w-0 flex-1 flex-col min-[1100px]:flex-row">
          <Arrow />
          <ul
            aria-label="Where the way ends, by the path"
            className="grid min-w-0 flex-1 content-start gap-2 border-l-2 border-line pl-2 max-[1099px]:ml-3"
          >
            {ends.map((station) => (
              <li key={station.hop} className="flex min-w-0">
                <Box station={station} />
              </li>
            ))}
          </ul>
        </li>
      </ol>
    </section>
  )
}

function Box({ station: { title, lines, state } }: { station: Station }) {
  return (
    <div
      className={`grid min-w-0 flex-1 content-start gap-1 self-start rounded-md border px-3 py-2 max-[1099px]:self-stretch ${frames[state]}`}
    >
      <p className="flex min-w-0 items-baseline gap-2 font-semibold">
        <StateDot tone={tones[state]} />
        <span className="min-w-0 wrap-anywhere">{title}</span>
        <span className="sr-only">, </span>
        <span className={state === 'unseen' ? 'shrink-0 text-sm font-normal text-ink-3' : 'sr-only'}>
          {words[state]}
        </span>
      </p>
      {lines.map(({ does, what }) => (
        <p key={does} className="text-sm text-ink-2">
          <span className={what.length > 1 ? 'block text-ink-3' : 'text-ink-3'}>{does} </span>
          {what.map((each) => (
            <span
              key={each}
              className={`font-mono wrap-anywhere ${what.length > 1 ? 'block pl-2 -indent-2' : ''}`}
            >
              {each}{' '}
            </span>
          ))}
        </p>
      ))}
    </div>
  )
}

function Arrow() {
  return (
    <span
      aria-hidden="true"
      className="self-center px-2 text-ink-3 min-[1100px]:self-start min-[1100px]:pt-2"
    >
      <span className="max-[1099px]:hidden">→</span>
      <span className="min-[1100px]:hidden">↓</span>
    </span>
  )
}
