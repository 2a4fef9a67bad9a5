import { ScopeChip } from '../ui/ScopeChip.tsx'
import type { Choice } from './choice.ts'
import { DemoBanner } from './DemoBanner.tsx'

/** In place of the app, for a person whom the hub does not let in: its own words, and why. */
export function RefusedPage({ choice }: { choice: Choice }) {
  return (
    <div className="flex h-full flex-col">
      <DemoBanner isAlone />
      <main className="grid flex-1 content-center justify-items-center gap-3 overflow-auto px-5 py-12 text-center">
        <h1 className="text-xl font-semibold">403 : Forbidden</h1>
        <p>You do not have permission to access JupyterHub service hubscope</p>
        <p className="mt-4 max-w-prose text-pretty text-ink-2">
          This is what the hub itself tells {choice.persona}, before Hubscope hears of the visit: its login
          gives this service only to people with the scope{' '}
          <ScopeChip scope="access:services!service=hubscope" />.
        </p>
      </main>
    </div>
  )
}
