import { useState } from 'react'
import { useOwnPermissions } from '../../api/permissions.ts'
import { useRouteCheck } from '../../api/route-check.ts'
import { type Bundle, readBundle } from '../../doctor/bundle.ts'
import type { DoctorState, Outcome } from '../../doctor/doctor-store.ts'
import { bundleOf } from '../../doctor/make-bundle.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { saveJson } from '../../ui/save-json.ts'

interface Props {
  outcome: Outcome | undefined
  /** Of the servers that were asked on the pages Servers and Routes. */
  reaches: DoctorState['reaches']
  onOpened: (bundle: Bundle, name: string) => void
}

/** Makes a support bundle, and opens one that somebody else made. */
export function BundleButtons({ outcome, reaches, onOpened }: Props) {
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
      <FileButton
        label="Bundle file to open"
        accept=".json,application/json"
        onFiles={([file]) => void open(file)}
      >
        Open a bundle
      </FileButton>
      <Button
        disabledReason={
          outcome ? undefined : 'There is nothing to put into it yet: check the connection first.'
        }
        onClick={() => {
          if (!outcome) return
          const stamp = new Date().toISOString().slice(0, 16).replaceAll(':', '-')
          saveJson(`hubscope-support-${stamp}.json`, bundleOf(outcome, reaches, permissions, routes))
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

/** A bundle holds 500 exchanges at most; twenty times that is no bundle, and would hold up the browser. */
const largest = 100_000_000

async function read(file: File): Promise<Bundle | { problem: string }> {
  if (file.size > largest) return { problem: 'It is larger than 100 MB.' }
  try {
    return readBundle(await file.text())
  } catch {
    return { problem: 'The file cannot be read.' }
  }
}
