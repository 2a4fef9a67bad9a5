import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examineSite } from '#server/doctor/doctor.ts'
import { hubVersions, type HubVersion } from '#stack/hub-versions.ts'
import type { Stack } from '#stack/stack-options.ts'
import { broken, harmless } from './broken/all.ts'
import type { BrokenCase, Case } from './broken/case.ts'
import { edges } from './edges/all.ts'
import { edgeNames, type EdgeName } from './edges/edge.ts'
import { findProgram } from './find-program.ts'
import { refererCases } from './referer-cases.ts'
import { issueCertificates, putInFrontOf, startHubForProxies } from './hub.ts'

/** What is changed in the files of deploy/, and the code by which the doctor names it first; none: it is silent. */
type Examined = Case & Partial<Pick<BrokenCase, 'code' | 'overHttp'>>

const healthy: Examined = { title: 'is as in deploy/', changes: [] }

/** Whose hub asks for a Referer, on a hub that does, and on one that does not. */
function refererCasesOn(release: HubVersion): Examined[] {
  return refererCases.flatMap(({ title, broken, repaired, overHttp, ...codes }) => {
    const code = release === '3.1.1' ? codes.code : codes.codeSince4
    return [
      { title: `has ${title}`, changes: broken, ...(overHttp && { overHttp }), ...(code && { code }) },
      { title: `has it repaired: ${title}`, changes: repaired, ...(overHttp && { overHttp }) },
    ]
  })
}

function casesOf(name: EdgeName, release: HubVersion): Examined[] {
  const referer = name === 'nginx' && ['3.1.1', '6.1.1'].includes(release) ? refererCasesOn(release) : []
  const changed = release === '6.1.1' ? [...harmless[name], ...broken[name]] : []
  return [healthy, ...referer, ...changed]
}

const programs = Object.fromEntries(
  await Promise.all(edgeNames.map(async (name) => [name, await findProgram(edges[name])] as const)),
) as Record<EdgeName, Awaited<ReturnType<typeof findProgram>>>

/** The codes that the doctor finds from the command line, logged in as `admin`, the worst first. */
async function codesOf(url: string, passwordFile: string, idle: number | undefined) {
  const options = { url, user: 'admin', passwordFile, insecure: true, idle }
  const { findings, unchecked } = await examineSite(options, AbortSignal.timeout(90_000))
  return { codes: findings.map(({ code }) => code), unchecked }
}

describe.each(hubVersions)('in front of hub %s', (release) => {
  let stack: Stack
  let certificates: Awaited<ReturnType<typeof issueCertificates>>
  let passwordFile: string

  beforeAll(async () => {
    certificates = await issueCertificates()
    stack = await startHubForProxies(release, certificates.directory)
    passwordFile = join(stack.runDir, 'password')
    writeFileSync(passwordFile, 'admin')
  })

  afterAll(async () => {
    await stack?.stop()
    certificates?.remove()
  })

  async function examine(name: EdgeName, { changes, overHttp, idle }: Examined) {
    const program = programs[name]
    if ('missing' in program) throw new Error(program.missing)
    const edge = await putInFrontOf(stack, edges[name], {
      program: program.path,
      certificates: certificates.directory,
      changes,
    })
    try {
      const url = overHttp ? `http://localhost:${edge.site.plainPort}` : edge.origin
      return await codesOf(url, passwordFile, idle)
    } finally {
      await edge.stop()
    }
  }

  for (const name of edgeNames) {
    const program = programs[name]
    describe.skipIf('missing' in program).concurrent(`${name} that`, () => {
      it.each(casesOf(name, release))('$title', async (one) => {
        const { codes, unchecked } = await examine(name, one)
        if (one.code === undefined) {
          expect(codes).toEqual([])
          // Silence counts only when it looked.
          expect(unchecked).toEqual(one.idle === undefined ? ['Token', 'Silent WebSockets'] : ['Token'])
        } else {
          expect(codes[0]).toBe(one.code)
        }
      })
    })
  }
})
