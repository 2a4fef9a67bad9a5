import type { Finding, Fix } from '#diagnosis/finding.ts'
import { CodeBlock } from '../ui/CodeBlock.tsx'
import { GrantView } from './GrantView.tsx'
import { ScopesView } from './ScopesView.tsx'

interface Props {
  finding: Finding
  /** Less certain ones. */
  others: readonly Finding[]
}

/** One explanation: what is wrong, how sure that is, which scopes it is about, and what helps. */
export function FindingView({ finding, others }: Props) {
  return (
    <div className="grid grid-cols-1 gap-2.5">
      <div>
        <p className="font-mono text-xs text-ink-3">
          {finding.code} · {finding.certainty}
        </p>
        <h3 className="text-lg leading-snug font-semibold text-pretty">{finding.title}</h3>
      </div>
      <p className="max-w-prose text-pretty text-ink-2">{finding.explanation}</p>
      {finding.scopes && <ScopesView scopes={finding.scopes} />}
      {finding.fixes.map((fix) => (
        <FixView key={fix.text} fix={fix} />
      ))}
      {finding.question && <GrantView question={finding.question} />}
      {others.map((other) => (
        <p key={other.code} className="text-ink-3">
          Also {other.certainty}: {other.title} (<span className="font-mono text-xs">{other.code}</span>)
        </p>
      ))}
    </div>
  )
}

function FixView({ fix: { text, lines } }: { fix: Fix }) {
  const added = lines.filter((line) => line.added).map((line) => line.text)
  return (
    <div className="grid grid-cols-1 gap-1">
      <p className="max-w-prose text-pretty">{text}</p>
      {lines.length > 0 && <CodeBlock lines={lines} label="jupyterhub_config.py" copy={added.join('\n')} />}
    </div>
  )
}
