import { hubVersions, personas } from '#mock-hub/scenario.ts'
import { forgetSpawns } from '../api/spawns/spawn-watch.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { addressFor, type Choice, keepChoice, readChoice } from './choice.ts'
import { FaultSelect } from './FaultSelect.tsx'
import { FaultNotice } from './FaultNotice.tsx'
import { situationOf } from './situations/all.ts'
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

/** Says that this is the demo, and lets the visitor be somebody else, look at another hub, or break something. `isAlone`: there is no app to lead to. */
export function DemoBanner({ isAlone = false }: { isAlone?: boolean }) {
  const [browser, tab] = [storageOf('localStorage'), storageOf('sessionStorage')]
  const choice = readChoice(new URL(location.href), browser, tab)
  const situation = situationOf(choice.fault)
  const choose = (change: Partial<Choice>) => {
    const next = { ...choice, ...change }
    // An address that names no fault would bring back what the tab remembers.
    keepChoice(next, browser, tab)
    location.assign(addressFor(new URL(location.href), next))
  }
  return (
    <aside
      aria-label="Demo"
      className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-wait-soft px-4 py-1.5"
    >
      <p>
        <strong className="font-semibold text-wait">Demo: a hub in your browser.</strong> Nothing is real.{' '}
        {!situation && (
          <span className="max-wide:hidden">What you change stays until you close the tab.</span>
        )}
      </p>
      <div className="ml-auto flex min-w-0 flex-wrap items-center gap-3 max-wide:ml-0 max-wide:gap-2">
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
        <FaultSelect
          value={choice.fault}
          onChange={(fault) => choose({ fault, version: situationOf(fault)?.version ?? choice.version })}
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
      {situation && !isAlone && <FaultNotice situation={situation} version={choice.version} />}
    </aside>
  )
}
