import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { CheckIcon, CopyIcon } from './icons.tsx'

interface Props {
  text: string
  /** What is copied, for the button's name: "configuration". */
  what: string
  /** Beside the icon, where that alone does not say it. */
  label?: string
}

type Outcome = 'idle' | 'copied' | 'failed'

/** Puts a text on the clipboard and says whether that worked. */
export function CopyButton({ text, what, label = '' }: Props) {
  const [outcome, setOutcome] = useState<Outcome>('idle')
  useEffect(() => {
    if (outcome === 'idle') return undefined
    const timer = setTimeout(() => setOutcome('idle'), 2_000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }
  return (
    <Button
      variant="quiet"
      size="small"
      aria-label={`Copy ${what}`}
      onClick={() => void copy()}
      icon={outcome === 'copied' ? <CheckIcon /> : <CopyIcon />}
    >
      <span aria-live="polite">{outcome === 'idle' ? label : words[outcome]}</span>
    </Button>
  )
}

const words: Record<Exclude<Outcome, 'idle'>, string> = { copied: 'Copied', failed: 'Select it by hand' }
