import { useEffect, useRef, useState } from 'react'
import { joinTerms } from './filter.ts'
import { readTerms } from './terms.ts'

interface Draft {
  /** Finished terms, as written. */
  terms: readonly string[]
  /** What is being typed. */
  draft: string
  type: (text: string) => void
  /** Makes terms of what was typed. */
  finish: () => void
  /** Makes the last term a text to be changed again. */
  takeUp: () => void
  remove: (at: number) => void
  clear: () => void
}

/** Milliseconds without a key after which the list follows what is typed. */
const pause = 250

/** A filter in the making: finished terms and the one that is typed, told as one text to `onFilter`. */
export function useDraft(filter: string, onFilter: (filter: string) => void): Draft {
  const [state, setState] = useState<Pick<Draft, 'terms' | 'draft'>>(() => ({
    terms: sourcesOf(filter),
    draft: '',
  }))
  const [seen, setSeen] = useState(filter)
  const [sent, setSent] = useState(filter)
  if (filter !== seen) {
    setSeen(filter)
    // Somebody else changed it (a button, the back button); our own words only come back late.
    if (filter !== sent) {
      setState({ terms: sourcesOf(filter), draft: '' })
      setSent(filter)
    }
  }

  const latest = useRef(onFilter)
  useEffect(() => {
    latest.current = onFilter
  })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const set = (terms: readonly string[], draft: string, wait = 0) => {
    const next = joinTerms([...terms, draft.trim()])
    const tell = () => {
      setSent(next)
      latest.current(next)
    }
    clearTimeout(timer.current)
    setState({ terms, draft })
    if (wait > 0) timer.current = setTimeout(tell, wait)
    else tell()
  }

  const { terms, draft } = state
  return {
    terms,
    draft,
    type: (text) => {
      const typed = sourcesOf(text)
      const open = /\s$/.test(text) && isBalanced(text) ? '' : (typed.pop() ?? '')
      set([...terms, ...typed], open, pause)
    },
    finish: () => {
      if (draft !== '') set([...terms, ...sourcesOf(draft)], '')
    },
    takeUp: () => set(terms.slice(0, -1), terms.at(-1) ?? '', pause),
    remove: (at) =>
      set(
        terms.filter((_, position) => position !== at),
        draft,
      ),
    clear: () => set([], ''),
  }
}

function sourcesOf(filter: string): string[] {
  return readTerms(filter).map(({ source }) => source)
}

/** Every quote has its other half: a space then ends the term. */
function isBalanced(text: string): boolean {
  return (text.split('"').length - 1) % 2 === 0
}
