import { Link } from 'react-router'
import type { EvidenceLine, Remedy, TextFinding } from '#diagnosis/read/reading.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'

const tones = { error: 'border-l-bad', warning: 'border-l-wait', info: 'border-l-accent' } as const

/** One finding: what is wrong, why, the lines that prove it, and the lines that fix it. */
export function FindingCard({ finding }: { finding: TextFinding }) {
  const { code, certainty, severity, title, explanation, evidence, times, remedies } = finding
  return (
    <article
      aria-label={title}
      className={`grid gap-2.5 rounded-md border border-l-3 border-line bg-surface px-4 py-3.5 ${tones[severity]}`}
    >
      <header className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <h2 className="text-lg leading-snug font-semibold text-pretty wrap-anywhere">{title}</h2>
        <p className="font-mono text-xs text-ink-3">
          <Link
            to={`/findings/${code}`}
            className="whitespace-nowrap underline decoration-line-strong underline-offset-2 hover:text-ink"
          >
            {code}
          </Link>
          {' · '}
          {certainty}
          {severity === 'error' ? '' : ` · ${severity}`}
        </p>
      </header>
      <div className="grid gap-x-6 gap-y-3 min-[1100px]:grid-cols-2">
        <div className="grid min-w-0 content-start gap-2.5">
          <p className="max-w-prose text-pretty">{explanation}</p>
          <Proof evidence={evidence} times={times} />
        </div>
        <div className="grid min-w-0 content-start gap-2.5">
          {remedies.map((remedy) => (
            <RemedyView key={remedy.text} remedy={remedy} />
          ))}
        </div>
      </div>
    </article>
  )
}

/** Counting of a kind stops there. */
const counted = 40

function Proof({ evidence, times }: { evidence: readonly EvidenceLine[]; times: number }) {
  return (
    <figure className="grid gap-1">
      <figcaption className="text-sm text-ink-3">
        {evidence.length === 1 ? 'The line that shows it' : 'The lines that show it'}
        {times > evidence.length && `, of ${times >= counted ? 'at least ' : ''}${times} times`}
      </figcaption>
      <ol className="grid gap-1 rounded-md border border-line bg-sunken px-2.5 py-2 font-mono text-sm">
        {evidence.map(({ line, text }) => (
          <li key={`${line} ${text}`} className="flex gap-2.5">
            <span className="min-w-6 shrink-0 text-right text-ink-3 tabular-nums select-none">{line}</span>
            <span className="min-w-0 whitespace-pre-wrap wrap-anywhere">{text.trim()}</span>
          </li>
        ))}
      </ol>
    </figure>
  )
}

function RemedyView({ remedy: { text, where, lines } }: { remedy: Remedy }) {
  return (
    <div className="grid grid-cols-1 gap-1">
      <p className="max-w-prose text-pretty">{text}</p>
      {lines.length > 0 && (
        <>
          <p className="text-sm text-ink-3">{where}</p>
          <CodeBlock
            lines={lines.map((line) => ({ text: line, added: !/^\s*#/.test(line) }))}
            label={where}
            copy={lines.join('\n')}
          />
        </>
      )}
    </div>
  )
}
