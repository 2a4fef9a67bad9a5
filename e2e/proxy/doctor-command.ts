import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { builtService } from '#stack/paths.ts'
import { passwordFileOf } from './examine.ts'

const run = promisify(execFile)

const reportSchema = z.object({
  findings: z.array(z.object({ code: z.string(), certainty: z.string(), fix: z.string() })),
})

/** `fixes` as printed, one text for each code. */
export type DoctorReport = { exit: number; codes: string[]; fixes: string[] }

/** What `hubscope doctor` prints and how it ends, logged in as `admin`; 0: healthy, 1: an error was found. */
export function runDoctor(origin: string, runDir: string): Promise<DoctorReport> {
  return runAnonymousDoctor(origin, ['--user', 'admin', '--password-file', passwordFileOf(runDir, 'admin')])
}

/** The same without a login, unless `options` name one. */
export async function runAnonymousDoctor(
  origin: string,
  options: readonly string[] = [],
): Promise<DoctorReport> {
  const words = ['doctor', origin, ...options, '--insecure', '--json']
  const { exit, stdout } = await run(process.execPath, [builtService, ...words], { timeout: 90_000 }).then(
    (done) => ({ exit: 0, stdout: done.stdout }),
    (error: { code: number; stdout: string }) => ({ exit: error.code, stdout: error.stdout }),
  )
  const { findings } = reportSchema.parse(JSON.parse(stdout))
  return { exit, codes: findings.map(({ code }) => code), fixes: findings.map(({ fix }) => fix) }
}
