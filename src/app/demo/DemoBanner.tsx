import { hubVersions, personas } from '#mock-hub/scenario.ts'
import { forgetSpawns } from '../api/spawn-watch.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { addressFor, type Choice, readChoice } from './choice.ts'
import { storageOf } from './storage.ts'
import { forgetTab } from './tab.ts'

const people: readonly { value: Choice['persona']; label: string }[] = personas.map((value) => ({
  value,
  label: value,
}))
const versions: readonly { value: Choice['version']; label: string }[] = hubVersions.map((value) => ({
  value,
  label: value,
}))

/** Says that this is the demo, and lets the visitor be somebody else or look at another version of the hub. */
export function DemoBanner() {
  const choice = readChoice(new URL(location.href), storageOf('localStorage'))
  const choose = (change: Partial<Choice>) => {
    location.assign(addressFor(new URL(location.href), { ...choice, ...change }))
  }
  return (
    <aside
      aria-label="Demo"
      className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-wait-soft px-4 py-1.5"
    >
      <p>
        <strong className="font-semibold text-wait">Demo: a hub in your browser.</strong> Nothing is real.{' '}
        <span className="max-wide:hidden">What you change stays until you close the tab.</span>
      </p>
      <div className="ml-auto flex flex-wrap items-center gap-3 max-wide:ml-0 max-wide:gap-2">
        <Select
          label="You are"
          value={choice.persona}
          options={people}
          onChange={(persona) => choose({ persona })}
        />
        <Select
          label="Version"
          value={choice.version}
          options={versions}
          onChange={(version) => choose({ version })}
        />
        <Button
          onClick={() => {
            forgetTab()
            forgetSpawns()
            location.reload()
          }}
        >
          Reset
        </Button>
      </div>
    </aside>
  )
}
