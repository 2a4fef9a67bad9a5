import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FindingCode } from '#diagnosis/codes.ts'
import { explain } from '#diagnosis/read/explain.ts'
import { pages, sentences } from '#diagnosis/read/testing/sentences.ts'
import { parseVersion } from '#hub/versions.ts'
import type { HubVersion as Release } from '#stack/hub-versions.ts'
import { waitFor } from '#stack/wait.ts'
import { dictionary } from './dictionary.ts'
import { asCurl, type Exchange, wordsOf } from './exchange.ts'
import { type Lab, startLab } from './lab.ts'
import type { Provocation } from './provocation.ts'
import { input } from './provocations/input.ts'
import { servers } from './provocations/servers.ts'
import { services } from './provocations/services.ts'

/** Provokes the messages on one real hub, and reads the true answers and the true log. */
export function dictionaryOn(release: Release): void {
  describe(`the messages of a real hub ${release}`, () => {
    const version = parseVersion(release)
    if (!version) throw new Error(`${release} is no version`)
    let running: Lab | undefined
    const lab = () => {
      if (!running) throw new Error('the hub is not started')
      return running
    }
    beforeAll(async () => {
      running = await startLab(release)
    })
    afterAll(async () => {
      await running?.stack.stop()
    })

    for (const [status, sentence, code] of [...sentences, ...pages]) {
      const how = dictionary[sentence]
      if (typeof how === 'string') continue
      for (const { by, on, given, provoke, says, ...expected } of how) {
        if (on && !on(version)) continue
        test(`${sentence} (${by})`, async () => {
          await given?.(lab())
          const from = lab().stack.logs().length
          const answer = await provoke(lab())
          const words = wordsOf(answer)
          expect(answer.status, words).toBe(expected.status ?? status)
          const { alone = code, shown = alone, logged = alone } = expected
          if (expected.in !== 'log') {
            expect(words).toMatch(says ?? exactly(sentence))
            expect(firstOf(answer.body), answer.body).toBe(alone ?? undefined)
            expect(firstOf(asCurl(answer)), asCurl(answer)).toBe(shown ?? undefined)
          }
          if (logged === false) return
          const log = await logOf(lab(), from, answer)
          if (expected.in === 'log') expect(log).toMatch(says ?? sentence)
          expect(firstOf(log), log).toBe(logged ?? undefined)
        })
      }
    }

    // Last, since the hub is another one afterwards.
    test('what was refused is done with the lines that the reader prints for it', async () => {
      if (lab().stack.hubPid() === undefined) await lab().stack.startHub()
      const refused = refusals.flatMap((how) => how.find(({ on }) => !on || on(version)) ?? [])
      const lines: string[] = []
      for (const { by, given, provoke } of refused) {
        await given?.(lab())
        const from = lab().stack.logs().length
        const answer = await provoke(lab())
        const log = await logOf(lab(), from, answer)
        const printed = explain(log).findings[0]?.remedies.filter(
          ({ where }) => where === 'jupyterhub_config.py',
        )
        expect(answer.status, by).toBeGreaterThanOrEqual(400)
        expect(printed?.length, `${by}: ${log}`).toBeGreaterThan(0)
        lines.push(...(printed ?? []).flatMap((remedy) => remedy.lines))
      }
      await lab().stack.stopHub()
      await lab().stack.startHub({ extraConfig: [lab().config, ...lines].join('\n') })
      for (const { by, given, provoke } of refused) {
        await given?.(lab())
        const answer = await provoke(lab())
        expect(answer.status, `${by}: ${wordsOf(answer)}\n${lines.join('\n')}`).toBeLessThan(400)
      }
    }, 150_000)
  })
}

/** Refusals that a line of the hub's configuration ends. */
const refusals: readonly (readonly Provocation[])[] = [
  [
    {
      by: 'a list of users for a user',
      provoke: async (lab) =>
        lab.ask('/hub/api/users', { headers: { authorization: `token ${await lab.tokenOf('ada')}` } }),
    },
  ],
  servers['Named servers are not enabled.'],
  servers['User ada already has the maximum of 2 named servers.  One must be deleted'],
  servers['Too many users trying to log in right now. Try again in 40 seconds.'],
  servers['Active user limit exceeded. Try again in a few minutes.'],
  input['Group management via API is disabled'],
  services['You do not have permission to access JupyterHub service dash'],
]

function exactly(sentence: string): RegExp {
  return new RegExp(`^${sentence.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`)
}

function firstOf(text: string): FindingCode | undefined {
  return explain(text).findings[0]?.code
}

/** What was logged since `from`, up to the line about the answer. */
async function logOf({ stack }: Lab, from: number, { status, method, path }: Exchange): Promise<string> {
  const access = `${status} ${method} ${path.split('?', 1)[0]}`
  const isIt = (line: string) =>
    line.includes(access) && (line.endsWith('ms') || line.includes('[ConfigProxy]'))
  return waitFor(
    `The log line ${access}`,
    async () => {
      const lines = stack.logs().slice(from)
      return lines.split('\n').some(isIt) ? lines : undefined
    },
    { timeout: 5_000 },
  )
}
