import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { builtService } from '#stack/paths.ts'

const run = promisify(execFile)

const reportSchema = z.object({ findings: z.array(z.object({ code: z.string(), certainty: z.string() })) })

/** What `hubscope doctor` prints and how it ends, logged in as `admin`; 0: healthy, 1: an error was found. */
export async function runDoctor(origin: string, runDir: string): Promise<{ exit: number; codes: string[] }> {
  const passwordFile = join(runDir, 'password')
  writeFileSync(passwordFile, 'admin')
  const words = ['doctor', origin, '--user', 'admin', '--password-file', passwordFile, '--insecure', '--json']
  const { exit, stdout } = await run(process.execPath, [builtService, ...words], { timeout: 90_000 }).then(
    (done) => ({ exit: 0, stdout: done.stdout }),
    (error: { code: number; stdout: string }) => ({ exit: error.code, stdout: error.stdout }),
  )
  const { findings } = reportSchema.parse(JSON.parse(stdout))
  return { exit, codes: findings.map(({ code }) => code) }
}
