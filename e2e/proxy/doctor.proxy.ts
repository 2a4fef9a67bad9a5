import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import * as z from 'zod/mini'
import type { DoctorFinding } from '#diagnosis/doctor/finding.ts'
import { hubVersions, type HubVersion } from '#stack/hub-versions.ts'
import type { Stack } from '#stack/stack-options.ts'
import { examineAt } from './examine.ts'
import { broken, early, harmless } from './broken/all.ts'
import type { BrokenCase, Case } from './broken/case.ts'
import { edges } from './edges/all.ts'
import { edgeNames, type EdgeName } from './edges/edge.ts'
import { findProgram } from './find-program.ts'
import { isWritten } from './fixes/sources.ts'
import { trials } from './fixes/table.ts'
import { printedFor } from './recipes/printed.ts'
import { refererCases } from './referer-cases.ts'
import { issueCertificates, putInFrontOf, startHubForProxies } from './hub.ts'

/** What is changed in the files of deploy/, and the code by which the doctor names it first; none: it is silent. */
type Examined = Case & Partial<Pick<BrokenCase, 'code' | 'beside' | 'overHttp'>>

type Repair = { recipe: readonly string[]; ports: readonly number[] }

const healthy: Examined = { title: 'is as in deploy/', changes: [] }

/** Whose hub asks for a Referer, on a hub that does, and on one that does not. */
function refererCasesOn(release: HubVersion): Examined[] {
  return refererCases.map(({ title, broken, overHttp, ...codes }) => {
    const code = release === '3.1.1' ? codes.code : codes.codeSince4
    return { title: `has ${title}`, changes: broken, ...(overHttp && { overHttp }), ...(code && { code }) }
  })
}

function casesOf(name: EdgeName, release: HubVersion): Examined[] {
  const referer = name === 'nginx' && ['3.1.1', '6.1.1'].includes(release) ? refererCasesOn(release) : []
  const changed =
    release === '6.1.1'
      ? [...harmless[name], ...broken[name]]
      : broken[name].filter(({ onEveryHub }) => onEveryHub)
  const before4 = release === '3.1.1' ? early[name] : []
  return [healthy, ...referer, ...before4, ...changed]
}

const programs = Object.fromEntries(
  await Promise.all(edgeNames.map(async (name) => [name, await findProgram(edges[name])] as const)),
) as Record<EdgeName, Awaited<ReturnType<typeof findProgram>>>

const tokensSchema = z.object({ api_tokens: z.array(z.unknown()) })

/** The remedies that repaired a proxy: "nginx: Allow larger requests:" */
const tried = new Set<string>()

const codesOf = (findings: readonly DoctorFinding[]) => findings.map(({ code }) => code)

describe.each(hubVersions)('in front of hub %s', (release) => {
  let stack: Stack
  let certificates: Awaited<ReturnType<typeof issueCertificates>>

  beforeAll(async () => {
    certificates = await issueCertificates()
    stack = await startHubForProxies(release, certificates.directory)
  })

  afterAll(async () => {
    await stack?.stop()
    certificates?.remove()
  })

  /** What the doctor finds from the command line, logged in as `admin`, the worst first. */
  async function examine(name: EdgeName, { changes, overHttp, idle }: Examined, repair?: Repair) {
    const program = programs[name]
    if ('missing' in program) throw new Error(program.missing)
    const edge = await putInFrontOf(stack, edges[name], {
      program: program.path,
      certificates: certificates.directory,
      changes,
      ...repair,
    })
    try {
      const url = overHttp ? `http://localhost:${edge.site.plainPort}` : edge.origin
      const { findings, unchecked, well } = await examineAt(stack, url, { idle })
      return { findings, unchecked, well, ports: [edge.site.port, edge.site.plainPort] }
    } finally {
      await edge.stop()
    }
  }

  test.skipIf(release !== '6.1.1')('no login is left of a run, unless its user’s server runs', async () => {
    const examineAs = async (user: string) => {
      const { well } = await examineAt(stack, stack.url, { user })
      return well.find((line) => line.startsWith('Logging in'))
    }
    const tokens = async (user: string) => {
      const { body } = await stack.hubApi('GET', `/users/${user}/tokens`)
      return tokensSchema.parse(JSON.parse(body)).api_tokens
    }
    expect(await examineAs('student')).toContain('was ended again')
    expect(await tokens('student')).toEqual([])

    const before = (await tokens('admin')).length
    expect(await examineAs('admin')).toContain('stays until it expires')
    expect(await tokens('admin')).toHaveLength(before + 1)
    const { body } = await stack.hubApi('GET', '/users/admin')
    expect(JSON.parse(body)).toMatchObject({ servers: { '': { ready: true } } })
  })

  for (const name of edgeNames) {
    const program = programs[name]
    describe.skipIf('missing' in program).concurrent(`${name} that`, () => {
      it.each(casesOf(name, release))('$title', async (one) => {
        const { findings, unchecked, well, ports } = await examine(name, one)
        if (one.code === undefined) {
          expect(codesOf(findings)).toEqual([])
          // Silence counts only when it looked.
          expect(unchecked).toEqual(one.idle === undefined ? ['Token', 'Silent WebSockets'] : ['Token'])
          expect(well).toContain('The progress of a ready server comes at once, and ends')
        } else {
          expect(codesOf(findings)[0]).toBe(one.code)
          // What repairs it is the edge's own, whatever hub is behind it; but for the Referer, which old hubs ask for.
          if (release !== '6.1.1' && 'onEveryHub' in one) return
          const printed = findings[0] ? printedFor(findings[0], name) : []
          expect(printed).not.toEqual([])
          const beside = one.beside ?? []
          expect(codesOf(findings)).toEqual(expect.arrayContaining([...beside]))
          // The same site: the lines name it. They may neither leave the fault nor put another in its place.
          for (const { text, lines: recipe } of printed) {
            const after = await examine(name, one, { recipe, ports })
            expect(codesOf(after.findings), recipe.join('\n')).toEqual(beside)
            tried.add(`${name}: ${text}`)
          }
        }
      })
    })
  }
})

// Last, when all have been tried.
describe.each(edgeNames.filter((name) => !('missing' in programs[name])))('every remedy for %s', (name) => {
  const repaired = (text: string) => [...tried].some((each) => isWritten(`${name}: ${text}`, each))
  for (const [text, trial] of Object.entries(trials)) {
    if (!('by' in trial) || trial.by !== 'broken configurations') continue
    const reason = trial.except?.[name]
    it(`repairs one of the broken configurations: ${text}`, () => {
      expect(repaired(text), reason).toBe(reason === undefined)
    })
  }
})
