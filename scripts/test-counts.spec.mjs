import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countsOf, secondTries, summary } from './test-counts.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hubscope-counts-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function reportOf(content) {
  const file = join(folder, 'report.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const vitest = { kind: 'vitest' }
const good = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

test('a check is one test', () => {
  expect(countsOf({ kind: 'check' }, { ok: true }, 'nowhere')).toEqual({ passed: 1, failed: 0, skipped: 0 })
  expect(countsOf({ kind: 'check' }, { ok: false }, 'nowhere')).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a preparation counts only when it fails', () => {
  expect(summary(countsOf({ kind: 'preparation' }, { ok: true }, 'nowhere'))).toBe('0 passed, 0 failed')
  expect(summary(countsOf({ kind: 'preparation' }, { ok: false }, 'nowhere'))).toBe('0 passed, 1 failed')
})

test('a run counts what its report counts', () => {
  const report = reportOf({ ...good, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 })
  expect(summary(countsOf(vitest, { ok: false }, report))).toBe('3 passed, 2 failed, 2 skipped')
})

test('a file of tests that cannot be loaded fails as one', () => {
  const report = reportOf({ ...good, testResults: [{ status: 'failed', assertionResults: [] }] })
  expect(summary(countsOf(vitest, { ok: false }, report))).toBe('3 passed, 1 failed')
})

test('a run that ends badly is one failure, also when all its tests passed', () => {
  expect(summary(countsOf(vitest, { ok: false }, reportOf(good)))).toBe('3 passed, 1 failed')
})

test('a run without a report, or with half of one, is one failure', () => {
  expect(summary(countsOf(vitest, { ok: false }, join(folder, 'none.json')))).toBe('0 passed, 1 failed')
  expect(summary(countsOf(vitest, { ok: true }, reportOf('{"numPassed')))).toBe('0 passed, 1 failed')
})

test('a run without any test is a failure', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 4 }
  const report = reportOf({ stats, errors: [] })
  expect(summary(countsOf({ kind: 'playwright' }, { ok: true }, report))).toBe(
    '0 passed, 1 failed, 4 skipped',
  )
})

test('errors outside of tests fail a run in browsers', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 0, skipped: 0 }
  const report = reportOf({ stats, errors: [{ message: 'the stack did not start' }] })
  expect(summary(countsOf({ kind: 'playwright' }, { ok: false }, report))).toBe('5 passed, 2 failed')
})

test('a browser test that passes at the second try counts as passed, and is named', () => {
  const stats = { expected: 5, unexpected: 0, flaky: 1, skipped: 0 }
  const specs = [
    { title: 'a server stops', tests: [{ status: 'flaky' }] },
    { title: 'a server starts', tests: [{ status: 'expected' }] },
  ]
  const report = reportOf({ stats, errors: [], suites: [{ title: 'servers.e2e.ts', specs }] })
  const step = { kind: 'playwright' }
  expect(summary(countsOf(step, { ok: true }, report))).toBe('6 passed, 0 failed')
  expect(secondTries(step, report)).toEqual(['servers.e2e.ts › a server stops'])
  expect(secondTries(vitest, report)).toEqual([])
})
