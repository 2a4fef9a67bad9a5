import { expect, it } from 'vitest'
import { recheckText } from './recheck-text.ts'

it('says what re-check has done', () => {
  expect(recheckText({ added: ['/a/'], removed: [], changed: [] })).toBe('1 route added.')
  expect(recheckText({ added: ['/a/', '/b/'], removed: ['/c/'], changed: ['/d/'] })).toBe(
    '2 routes added, 1 removed, 1 pointed elsewhere.',
  )
  expect(recheckText({ added: [], removed: [], changed: [] })).toMatch(/^Nothing to repair/)
})
