import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Examination } from '#diagnosis/doctor/examine.ts'
import { examineSite } from '#server/doctor/doctor.ts'
import type { Stack } from '#stack/stack-options.ts'

interface Rest {
  user?: string
  /** Ms for which a silent WebSocket is held. */
  idle?: number | undefined
  /** Whether certificates are checked. */
  insecure?: boolean
}

/** What the doctor of the command line finds at an address, logged in as `admin` or somebody else, the worst first. */
export function examineAt(
  { runDir }: Pick<Stack, 'runDir'>,
  url: string,
  { user = 'admin', idle, insecure = true }: Rest = {},
): Promise<Examination> {
  const passwordFile = passwordFileOf(runDir, user)
  return examineSite({ url, user, passwordFile, insecure, idle }, AbortSignal.timeout(90_000))
}

/** A file with the password of one of the stack's people, which is the name. Written once: others may be reading it. */
export function passwordFileOf(runDir: string, user: string): string {
  const file = join(runDir, `password-of-${user}`)
  if (!existsSync(file)) writeFileSync(file, user)
  return file
}
