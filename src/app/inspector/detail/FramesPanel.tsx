import { formatAmount, formatCount } from '../../ui/format.ts'
import type { Exchange } from '../record/exchange-store.ts'

/** What a stream has brought so far, as it comes. */
export function FramesPanel({ exchange }: { exchange: Exchange }) {
  const { frames = 0, streamFrames, sentAt, askedAt, doneAt } = exchange
  const start = sentAt ?? askedAt
  const keyed = streamFrames.map((frame, index) => ({
    ...frame,
    number: frames - streamFrames.length + index + 1,
  }))
  return (
    <div className="grid gap-2">
      <p className="text-sm text-ink-2">
        {formatAmount(frames, 'frame')}
        {doneAt === undefined ? ' so far' : ', the stream is over'}
        {keyed.length < frames && keyed.length > 0 && `; the newest ${formatCount(keyed.length)} are kept`}
      </p>
      {keyed.length > 0 && (
        <section
          // The keyboard scrolls it too.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label="Frames of the stream"
          className="max-h-96 overflow-auto rounded-md border border-line bg-sunken px-2.5 py-1.5"
        >
          <table className="w-full text-sm">
            <caption className="sr-only">Frames, the oldest first</caption>
            <thead className="text-left text-ink-3">
              <tr>
                <th scope="col" className="pr-3 font-normal">
                  Frame
                </th>
                <th scope="col" className="pr-3 text-right font-normal">
                  After
                </th>
                <th scope="col" className="font-normal">
                  Text
                </th>
              </tr>
            </thead>
            <tbody>
              {keyed.map(({ at, text, number }) => (
                <tr key={number} className="align-baseline">
                  <td className="pr-3 text-ink-3 tabular-nums">{number}</td>
                  <td className="pr-3 text-right whitespace-nowrap tabular-nums">{seconds(at - start)}</td>
                  <td className="w-full font-mono wrap-anywhere whitespace-pre-wrap">{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}

/** `0.412 s` */
function seconds(ms: number): string {
  return `${(Math.max(ms, 0) / 1_000).toFixed(3)} s`
}
