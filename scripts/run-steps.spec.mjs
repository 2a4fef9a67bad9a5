import { expect, test } from 'vitest'
import { runSteps } from './run-steps.mjs'

/** Runs steps that all take a moment, and tells the order in which they began and ended. */
async function trace(steps, failing = []) {
  const seen = []
  await runSteps(
    steps.map((step) => ({ slots: 1, after: [], ...step })),
    {
      run: async ({ id }) => {
        seen.push(`${id} begins`)
        await Promise.resolve()
        seen.push(`${id} ends`)
        return !failing.includes(id)
      },
      skip: ({ id }, because) => seen.push(`${id} skipped for ${because}`),
    },
  )
  return seen
}

test('steps fill two slots and no more', async () => {
  const seen = await trace([{ id: 'a' }, { id: 'b' }, { id: 'c', slots: 2 }])
  expect(seen.indexOf('b begins')).toBeLessThan(seen.indexOf('a ends'))
  expect(seen.indexOf('c begins')).toBeGreaterThan(seen.indexOf('a ends'))
  expect(seen.indexOf('c begins')).toBeGreaterThan(seen.indexOf('b ends'))
})

test('a step waits for those it needs, and others go on', async () => {
  const seen = await trace([{ id: 'wait', slots: 0 }, { id: 'late', after: ['wait'] }, { id: 'other' }])
  expect(seen.indexOf('late begins')).toBeGreaterThan(seen.indexOf('wait ends'))
  expect(seen).toContain('other ends')
})

test('after a failure everything else still runs, but what needed it', async () => {
  const steps = [
    { id: 'build' },
    { id: 'e2e', after: ['build'] },
    { id: 'more', after: ['e2e'] },
    { id: 'unit' },
  ]
  const seen = await trace(steps, ['build'])
  expect(seen).toContain('unit ends')
  expect(seen).toContain('e2e skipped for build')
  expect(seen).toContain('more skipped for e2e')
  expect(seen).not.toContain('e2e begins')
})
