import { useSyncExternalStore } from 'react'
import { recordKeeper } from './record/record-keeper.ts'

/** Keeps the record over reloads of this tab, or no longer. */
export function KeepSwitch() {
  const keeping = useSyncExternalStore(recordKeeper.subscribe, recordKeeper.snapshot)
  return (
    <label
      className="flex items-center gap-1.5"
      title="In this tab, until you log out. Tokens and cookies are never recorded."
    >
      <input
        type="checkbox"
        checked={keeping}
        onChange={(event) => recordKeeper.keep(event.target.checked)}
        className="accent-accent"
      />
      Keep over reloads
    </label>
  )
}
