import type { Ref } from 'react'
import { Link } from 'react-router'
import { type DoctorFinding, keyOf } from '#diagnosis/doctor/finding.ts'
import { Button } from '../../ui/Button.tsx'
import { FixView } from '../../components/doctor/FixView.tsx'
import { placeOf } from './doctor-words.ts'

const tones = { error: 'border-l-bad', warning: 'border-l-wait', info: 'border-l-accent' } as const

interface Props {
  finding: DoctorFinding
  /** The station that is at fault, as the picture of the way names it; undefined where it shows none. */
  at: string | undefined
  heading?: Ref<HTMLHeadingElement>
  onMute?: () => void
}

/** One finding: what is wrong, where and why, what the probes saw, and the lines that put it right. */
export function DoctorCard({ finding, at, heading, onMute }: Props) {
  const { code, certainty, severity, title, explanation, evidence, fixes } = finding
  return (
    <article
      aria-label={title}
      className={`grid gap-2.5 rounded-md border border-l-3 border-line bg-surface px-4 py-3.5 ${tones[severity]}`}
    >
      <header className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <h2
          ref={heading}
          tabIndex={-1}
          className="text-lg leading-snug font-semibold text-pretty wrap-anywhere"
        >
          {title}
        </h2>
        <p className="font-mono text-xs text-ink-3">
          <Link
            to={`/findings/${code}`}
            className="whitespace-nowrap underline decoration-line-strong underline-offset-2 hover:text-ink"
          >
            {code}
          </Link>{' '}
          · {certainty}
          {severity === 'error' ? '' : ` · ${severity}`}
          {at !== undefined && ` · at ${placeOf(at)}`}
        </p>
        {onMute && (
          <Button size="small" className="ml-auto" onClick={onMute} aria-label={`Mute ${keyOf(finding)}`}>
            Mute
          </Button>
        )}
      </header>
      <div className="grid gap-x-6 gap-y-3 min-[1100px]:grid-cols-2">
        <div className="grid min-w-0 content-start gap-2.5">
          <p className="max-w-prose text-pretty">{explanation}</p>
          <div className="grid gap-1 text-ink-2">
            <h3 className="text-sm text-ink-3">What the checks saw</h3>
            <ul className="grid gap-1">
              {evidence.map((line) => (
                <li key={line} className="max-w-prose text-pretty wrap-anywhere">
                  {line}
                </li>
              ))}
            </ul>
          </div>
        </div>
        <div className="grid min-w-0 content-start gap-2.5">
          {fixes.map((fix) => (
            <FixView key={`${fix.text} ${fix.lines.map((line) => line.text).join()}`} fix={fix} />
          ))}
        </div>
      </div>
    </article>
  )
}
