import { expect, it } from 'vitest'
import { examine } from '#diagnosis/doctor/examine.ts'
import { byEdge, healthy, silence } from '#diagnosis/doctor/testing/healthy.ts'
import { exitCodeOf } from './exit-code.ts'

it.each([
  ['a healthy way', healthy(), 0],
  ['an error', healthy({ bodies: [{ ...byEdge(413), bytes: 2_097_152 }] }), 1],
  ['calls of which none came back', healthy({ echoes: [silence] }), 2],
])('%s ends the command as it should', (_, results, code) => {
  expect(exitCodeOf(examine(results))).toBe(code)
})
