import { Link } from 'react-router'
import type { DoctorFinding } from '#diagnosis/doctor/finding.ts'
import type { ServerCheck } from '../../api/reach/reach-store.ts'
import { ScopeChip } from '../../ui/ScopeChip.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { FixView } from '../doctor/FixView.tsx'
import { Recheck } from './Recheck.tsx'
import { wordOf } from './reach-words.ts'

/** What the hub's Re-check of its routes puts right. */
const ofRoutes: ReadonlySet<string> = new Set(['route-missing', 'redirect-loop-route'])

const tones = { error: 'border-l-bad', warning: 'border-l-wait', info: 'border-l-accent' } as const

/** What a check came to: what is wrong and how to put it right, what is well, and what nobody looked at. */
export function ReachReport({ check }: { check: ServerCheck }) {
  const { verdict, parts } = check
  return (
    <>
      {verdict.kind === 'wrong' ? <Wrong finding={verdict.finding} /> : <Word check={check} />}
      {parts.well.length > 0 && <Lines heading="What was checked and is well" lines={parts.well} />}
      {parts.unlooked.length > 0 && (
        <section className="grid gap-1">
          <h3 className="text-sm text-ink-3">What was not checked</h3>
          <ul className="grid gap-1.5">
            {parts.unlooked.map(({ text, scopes }) => (
              <li key={text} className="text-pretty text-ink-2">
                {text}{' '}
                {scopes.map((scope) => (
                  <ScopeChip key={scope} scope={scope} tone="need" />
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Word({ check }: { check: ServerCheck }) {
  const { tone, word } = wordOf(check)
  return (
    <div className="grid gap-1">
      <p className="font-semibold">
        <StateLabel tone={tone}>{word}</StateLabel>
      </p>
      {check.verdict.kind === 'unknown' && <p className="text-pretty text-ink-2">{unknownText(check)}</p>}
    </div>
  )
}

function unknownText({ reach: { asked } }: ServerCheck): string {
  if (asked.failure) return 'Your browser got no answer by the public address, and was not told why.'
  if (!asked.answer)
    return 'The server has an address of its own, and browsers do not let this page ask there.'
  return `It answers with ${asked.answer.status}${asked.answer.says ? ` “${asked.answer.says}”` : ''}, which tells neither way.`
}

function Wrong({ finding }: { finding: DoctorFinding }) {
  const { code, certainty, severity, title, explanation, evidence, fixes } = finding
  return (
    <article
      aria-label={title}
      className={`grid grid-cols-1 gap-2.5 rounded-md border border-l-3 border-line px-3 py-2.5 ${tones[severity]}`}
    >
      <header>
        <h3 className="font-semibold text-pretty wrap-anywhere">{title}</h3>
        <p className="font-mono text-xs text-ink-3">
          <Link to={`/findings/${code}`} className="hover:underline">
            {code}
          </Link>{' '}
          · {certainty}
        </p>
      </header>
      <p className="text-pretty">{explanation}</p>
      <Lines heading="What the check saw" lines={evidence} />
      <section className="grid grid-cols-1 gap-2">
        <h3 className="text-sm text-ink-3">What to do</h3>
        {fixes.map((fix) => (
          <FixView key={fix.text} fix={fix} />
        ))}
        {ofRoutes.has(code) && <Recheck />}
      </section>
      <p>
        <Link to="/doctor" className="text-accent hover:underline">
          Connection doctor
        </Link>
      </p>
    </article>
  )
}

function Lines({ heading, lines }: { heading: string; lines: readonly string[] }) {
  return (
    <section className="grid gap-1">
      <h3 className="text-sm text-ink-3">{heading}</h3>
      <ul className="grid gap-1 text-ink-2">
        {lines.map((line) => (
          <li key={line} className="text-pretty wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </section>
  )
}
