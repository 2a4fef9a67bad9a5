import type { Finding, Fix } from '#diagnosis/finding.ts'
import { grantsFor } from '#diagnosis/grants/grant.ts'
import type { TwinRequest } from '../../api/twins.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { AboutFinding } from './AboutFinding.tsx'
import { GrantView } from './GrantView.tsx'
import { MakeSure } from './MakeSure.tsx'
import { ScopesView } from './ScopesView.tsx'

interface Props {
  finding: Finding
  /** Less certain ones. */
  others: readonly Finding[]
  /** The refused request, when it reads and may be sent again. */
  request?: TwinRequest | undefined
  /** False for what comes from a file: it was asked at another time, maybe by somebody else. */
  canAsk?: boolean
  /** What the hub said. */
  refusedWith?: string | undefined
}

/** One explanation: what is wrong, how sure that is, which scopes it is about, and what helps. */
export function FindingView({ finding, others, request, refusedWith, canAsk = true }: Props) {
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
      {canAsk && (request || finding.question) && (
        <MakeSure request={request} refusedWith={refusedWith} isOpen={isOpen(finding)} />
      )}
      {finding.question && <GrantView question={finding.question} />}
      <AboutFinding code={finding.code} />
      {others.map((other) => (
        <p key={other.code} className="text-ink-3">
          Also {other.certainty}: {other.title} (<span className="font-mono text-xs">{other.code}</span>)
        </p>
      ))}
    </div>
  )
}

/** Whether something is left to find out: the cause itself, or which half of the grant is missing. */
function isOpen({ certainty, question }: Finding): boolean {
  const grants = question ? grantsFor(question) : []
  return (
    certainty !== 'certain' ||
    grants.some(({ role, delegation }) => role === 'maybe' || delegation === 'maybe')
  )
}

function FixView({ fix: { text, lines, where = 'jupyterhub_config.py' } }: { fix: Fix }) {
  const added = lines.filter((line) => line.added).map((line) => line.text)
  return (
    <div className="grid grid-cols-1 gap-1">
      <p className="max-w-prose text-pretty">{text}</p>
      {lines.length > 0 && <CodeBlock lines={lines} label={where} copy={added.join('\n')} />}
    </div>
  )
}
