import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { keyOf } from '#diagnosis/doctor/finding.ts'
import { type Mute, unmute } from '../../doctor/mutes.ts'

/** No finding has such a key. */
export const lists = { muted: '(muted)', well: '(well)' } as const

/** Keeps the keyboard’s place in the report when a finding leaves it or comes back. */
export function useFindingFocus() {
  const headings = useRef(new Map<string, HTMLElement>())
  const asked = useRef<{ key: string; next: string | undefined }>(undefined)
  return {
    /** A ref for the heading of a finding, by its key, or of a list below the findings. */
    heading: (key: string) => (element: HTMLElement | null) => {
      if (element) headings.current.set(key, element)
      else headings.current.delete(key)
    },
    /** The dialog opens for this one; `next` is what takes its place. */
    ask: (key: string, next: string | undefined) => {
      asked.current = { key, next }
    },
    /** Where the focus belongs when the dialog is closed; true: where it was. */
    afterAsking: (): HTMLElement | true => {
      const { key = '', next = '' } = asked.current ?? {}
      if (headings.current.has(key)) return true
      return headings.current.get(next) ?? headings.current.get(lists.muted) ?? true
    },
    showAgain: (each: Mute) => {
      flushSync(() => unmute(each))
      const place = [keyOf(each), lists.muted, lists.well].find((key) => headings.current.has(key))
      headings.current.get(place ?? '')?.focus()
    },
  }
}
