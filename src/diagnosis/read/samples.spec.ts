import { describe, expect, test } from 'vitest'
import { explain } from './explain.ts'
import { expected } from './testing/expected.ts'

const texts = import.meta.glob<string>('./samples/*', { query: '?raw', import: 'default', eager: true })
const names = Object.keys(texts)
  .map((path) => path.slice('./samples/'.length))
  .toSorted()
const harmless = names.filter((name) => name.startsWith('harmless'))
const telling = names.filter((name) => !name.startsWith('harmless'))
const textOf = (name: string) => texts[`./samples/${name}`] ?? ''

describe('texts that show something', () => {
  test.each(telling)('%s', (name) => {
    const text = textOf(name)
    const { findings } = explain(text)
    expect(findings.map(({ code }) => code)).toEqual(expected[name])
    const lines = text.split('\n').length
    for (const { evidence, remedies, title } of findings) {
      expect(evidence.length, title).toBeGreaterThan(0)
      expect(evidence.every(({ line }) => line >= 1 && line <= lines)).toBe(true)
      expect(remedies.length, title).toBeGreaterThan(0)
    }
  })
})

test.each(harmless)('%s shows no known problem', (name) => {
  expect(explain(textOf(name)).findings).toEqual([])
})

test('a third of the texts is harmless, and every expectation has its text', () => {
  expect(names.length).toBeGreaterThanOrEqual(60)
  expect(harmless.length * 3).toBeGreaterThanOrEqual(names.length)
  expect(Object.keys(expected).toSorted()).toEqual(telling)
})

test('in a paste of all texts one after the other, every first finding is found', () => {
  const codes = new Set(explain(...names.map(textOf)).findings.map(({ code }) => code))
  const lost = telling.filter((name) => !codes.has(expected[name]?.[0] ?? 'unexplained'))
  // These are consequences of what other texts show.
  expect(lost.filter((name) => !/^redirect|^progress/.test(name))).toEqual([])
})

test('a hub that does not start for somebody’s options is told from one whose list fails', () => {
  const [first] = explain(textOf('list-poisoned-start.txt')).findings
  expect(first?.title).toBe('The hub does not start, because it cannot read one user’s start options back')
  expect(first?.certainty).toBe('certain')
  expect(explain(textOf('list-poisoned.txt')).findings[0]?.title).toContain('break every list')
})
