import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface Props<Value extends string> {
  /** What the tabs choose between, for the name of their list. */
  label: string
  value: Value
  onChange: (value: Value) => void
  tabs: readonly { value: Value; label: string }[]
  /** What the chosen tab shows. */
  children: ReactNode
}

/** Two or more faces of one thing, of which one is seen; the arrow keys go from tab to tab. */
export function Tabs<Value extends string>({ label, value, onChange, tabs, children }: Props<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next: Value) => onChange(next)}>
      <Base.List aria-label={label} className="flex flex-wrap gap-1 border-b border-line">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px border-b-2 border-transparent px-2 py-1 text-ink-2 hover:text-ink aria-selected:border-accent aria-selected:font-semibold aria-selected:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value} className="pt-2.5 -outline-offset-2">
        {children}
      </Base.Panel>
    </Base.Root>
  )
}
