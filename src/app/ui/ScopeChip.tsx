interface Props {
  scope: string
  /** `need`: required and not held; `near`: held, but of another reach. */
  tone?: 'plain' | 'need' | 'near'
}

const tones = {
  plain: 'border-line bg-sunken',
  need: 'border-bad/40 bg-bad-soft text-bad',
  near: 'border-wait/45 bg-wait-soft text-wait',
} as const

/** A scope, as the hub writes it. */
export function ScopeChip({ scope, tone = 'plain' }: Props) {
  return <code className={`inline-block rounded-sm border px-1.5 wrap-anywhere ${tones[tone]}`}>{scope}</code>
}
