import { useRef, useState } from 'react'
import { useOwnPermissions } from '../../api/permissions.ts'
import { useRouteCheck } from '../../api/route-check.ts'
import { type Bundle, readBundle } from '../../doctor/bundle.ts'
import type { Outcome } from '../../doctor/doctor-store.ts'
import { bundleOf } from '../../doctor/make-bundle.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { saveJson } from '../../ui/save-json.ts'

interface Props {
  outcome: Outcome | undefined
  onOpened: (bundle: Bundle, name: string) => void
}

/** Makes a support bundle, and opens one that somebody else made. */
export function BundleButtons({ outcome, onOpened }: Props) {
  const chooser = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const permissions = useOwnPermissions()
  const { data: routes } = useRouteCheck(60_000)
  const open = async (file: File): Promise<void> => {
    const opened = await read(file)
    if ('problem' in opened) setProblem(`${file.name}: ${opened.problem}`)
    else onOpened(opened, file.name)
  }
  return (
    <>
      <Button onClick={() => chooser.current?.click()}>Open a bundle</Button>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        tabIndex={-1}
        aria-label="Bundle file to open"
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) void open(file)
        }}
      />
      <Button
        disabledReason={
          outcome ? undefined : 'There is nothing to put into it yet: check the connection first.'
        }
        onClick={() => {
          if (!outcome) return
          const stamp = new Date().toISOString().slice(0, 16).replaceAll(':', '-')
          saveJson(`hubscope-support-${stamp}.json`, bundleOf(outcome, permissions, routes))
        }}
      >
        Support bundle
      </Button>
      <Dialog
        open={problem !== undefined}
        onOpenChange={() => setProblem(undefined)}
        title="This bundle cannot be opened"
      >
        <p className="pt-2 text-ink-2 wrap-anywhere">{problem}</p>
      </Dialog>
    </>
  )
}

async function read(file: File): Promise<Bundle | { problem: string }> {
  try {
    return readBundle(await file.text())
  } catch {
    return { problem: 'The file cannot be read.' }
  }
}
