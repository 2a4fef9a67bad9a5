import type { ReactNode } from 'react'
import type { Delegable, ScopeComparison } from '#diagnosis/finding.ts'
import { whyNear } from '#diagnosis/scope-comparison.ts'
import { ScopeChip } from '../../ui/ScopeChip.tsx'

/** Parents of many alternatives would fill the dock and say little. */
const fewEnough = 3

/** The scopes an operation asks for, beside those the token holds and those the service may be delegated. */
export function ScopesView({ scopes: { required, source, within, near } }: { scopes: ScopeComparison }) {
  const names = required.map(({ scope }) => scope)
  return (
    <dl className="grid gap-1">
      <Row term={required.length > 1 ? 'Needs one of' : 'Needs'}>
        {required.map(({ scope }) => (
          <ScopeChip key={scope} scope={scope} tone="need" />
        ))}
        {source === 'table' && <span className="text-ink-3">(the answer names none)</span>}
      </Row>
      {within.length > 0 && within.length <= fewEnough && (
        <Row term="Contained in">
          {within.map((scope) => (
            <ScopeChip key={scope} scope={scope} />
          ))}
        </Row>
      )}
      <Row term="This token holds">
        {near.map((scope) => (
          <span key={scope} className="inline-flex flex-wrap items-baseline gap-1">
            <ScopeChip scope={scope} tone="near" />
            <span className="text-ink-3">{whyNear(scope, names)}</span>
          </span>
        ))}
        {near.length === 0 && <span className="text-ink-3">nothing near</span>}
      </Row>
      <Row term="Hubscope may be delegated it">
        <span>{delegableText(required)}</span>
      </Row>
    </dl>
  )
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline gap-1">
      <dt className="text-ink-3">{term}</dt>
      <dd className="contents">{children}</dd>
    </div>
  )
}

function delegableText(required: ScopeComparison['required']): string {
  const answers = new Set(required.map(({ delegable }) => delegable))
  const [only] = answers
  if (only !== undefined && answers.size === 1) return words[only]
  return required.map(({ scope, delegable }) => `${scope}: ${words[delegable]}`).join('; ')
}

const words: Record<Delegable, string> = {
  yes: 'yes',
  no: 'no, its configuration leaves it out',
  filtered: 'with a filter only',
  unknown: 'unknown, its configuration does not tell',
}
