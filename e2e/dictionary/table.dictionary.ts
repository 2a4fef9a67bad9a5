import { describe, expect, test } from 'vitest'
import { pages, sentences } from '#diagnosis/read/testing/sentences.ts'
import { hubVersions } from '#stack/hub-versions.ts'
import { parseVersion } from '#hub/versions.ts'
import { dictionary } from './dictionary.ts'

const versions = hubVersions
  .map((release) => parseVersion(release))
  .filter((version) => version !== undefined)

test('the table holds every sentence that the reader is tried on, and no other', () => {
  expect(Object.keys(dictionary).toSorted()).toEqual(
    [...sentences, ...pages].map(([, sentence]) => sentence).toSorted(),
  )
})

describe('every sentence is provoked on a hub, or the table says why not', () => {
  test.each(Object.entries(dictionary))('%s', (_sentence, how) => {
    if (typeof how === 'string') expect(how).toMatch(/^[A-Z].{30,}\.$/)
    else expect(how.some(({ on }) => versions.some((version) => !on || on(version)))).toBe(true)
  })
})

test('few are not provoked', () => {
  expect(Object.values(dictionary).filter((how) => typeof how === 'string').length).toBeLessThan(5)
})
