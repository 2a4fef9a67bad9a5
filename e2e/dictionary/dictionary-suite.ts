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
  })
}

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
