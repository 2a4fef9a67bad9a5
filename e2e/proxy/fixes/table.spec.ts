import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '#stack/paths.ts'
import { doctorFixes, isWritten } from './sources.ts'
import { trials } from './table.ts'

describe('every remedy of the doctor', () => {
  test('is tried somewhere, or a reason says why it cannot be', () => {
    const written = new Set(doctorFixes.map(({ text }) => text))
    expect(Object.keys(trials).toSorted()).toEqual([...written].toSorted())
  })

  test.each(doctorFixes)('is tried where its lines belong: $text', ({ text, kind }) => {
    const trial = trials[text]
    if (!trial) throw new Error('It is not in the table')
    if ('not' in trial) {
      expect(kind).not.toBe('proxy')
      expect(trial.not).toMatch(/\.$/)
    } else if ('like' in trial) {
      const same = trials[trial.like]
      expect(same && 'by' in same && (same.by === 'broken configurations') === (kind === 'proxy')).toBe(true)
    } else if (trial.by === 'broken configurations') {
      expect(kind).toBe('proxy')
      for (const reason of Object.values(trial.except ?? {})) expect(reason).toMatch(/\.$/)
    } else if (trial.by === 'subdomain.proxy.ts') {
      expect(kind).toBe('proxy')
    } else {
      const file = trial.by === 'hubs.proxy.ts' ? 'fixes/broken-hubs.ts' : trial.by
      expect(readFileSync(join(root, 'e2e', 'proxy', file), 'utf8').includes(text)).toBe(true)
    }
  })
})

test('a text with a name in it is known again when it is printed', () => {
  const written = 'Allow ${tree.path} for everybody who may open the hub’s pages:'
  expect(isWritten(written, 'Allow /hub/api/ for everybody who may open the hub’s pages:')).toBe(true)
  expect(isWritten(written, 'Allow /hub/api/ for some:')).toBe(false)
})
