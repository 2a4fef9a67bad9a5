export type Tone = 'ok' | 'wait' | 'bad' | 'off'

const tones: Record<Tone, string> = {
  ok: 'bg-ok',
  wait: 'bg-wait',
  bad: 'bg-bad',
  off: 'border-[1.5px] border-line-field',
}

/** The colour beside a word that says the same. */
export function StateDot({ tone }: { tone: Tone }) {
  return <span aria-hidden="true" className={`inline-block size-2 shrink-0 rounded-full ${tones[tone]}`} />
}
