import { existsSync, readFileSync } from 'node:fs'

const nothing = { passed: 0, failed: 0, skipped: 0 }

function ofVitest(report) {
  // A file that cannot be loaded holds no tests; it fails as one.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function ofPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped }
}

const readers = { vitest: ofVitest, playwright: ofPlaywright }

function read(step, reportFile) {
  if (!existsSync(reportFile)) return nothing
  try {
    return readers[step.kind](JSON.parse(readFileSync(reportFile, 'utf8')))
  } catch {
    // Cut off in the middle: the run crashed, which `countsOf` counts.
    return nothing
  }
}

/**
 * How many tests of a step passed, failed and were skipped. A check is one test; a preparation counts only when it
 * fails. A run of tests that ends badly without a failed test, or well without any test at all, counts as one failure more.
 */
export function countsOf(step, outcome, reportFile) {
  if (step.kind === 'preparation') return { ...nothing, failed: outcome.ok ? 0 : 1 }
  if (step.kind === 'check') return { ...nothing, [outcome.ok ? 'passed' : 'failed']: 1 }
  const counts = read(step, reportFile)
  const unexplained =
    (!outcome.ok && counts.failed === 0) || (outcome.ok && counts.passed + counts.failed === 0)
  return unexplained ? { ...counts, failed: counts.failed + 1 } : counts
}

/** Titles of the browser tests that passed only at the second try: a slow machine, or a race that is worth a look. */
export function secondTries(step, reportFile) {
  if (step.kind !== 'playwright' || !existsSync(reportFile)) return []
  const flaky = ({ title, specs = [], suites = [] }) => [
    ...specs
      .filter((spec) => spec.tests.some(({ status }) => status === 'flaky'))
      .map((spec) => `${title} › ${spec.title}`),
    ...suites.flatMap(flaky),
  ]
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8')).suites.flatMap(flaky)
  } catch {
    return []
  }
}

/** The closing line: `12 passed, 0 failed`, and skipped ones when there are any. */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}
