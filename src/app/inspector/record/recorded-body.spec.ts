import { expect, test } from 'vitest'
import { recordedBody, recordedFrame } from './recorded-body.ts'

test('a short body is kept whole, with its size on the way', () => {
  expect(recordedBody('{"a":"é"}', 'application/json')).toEqual({
    text: '{"a":"é"}',
    bytes: 10,
    cut: false,
    type: 'application/json',
  })
})

test('a long one is cut to 64 KiB between two characters', () => {
  const body = recordedBody(`x${'🐍'.repeat(20_000)}`, undefined)
  expect(body).toMatchObject({ bytes: 80_001, cut: true })
  expect(new TextEncoder().encode(body.text)).toHaveLength(65_533)
  expect(body.text.endsWith('🐍')).toBe(true)
})

test('what is secret beyond the cut, or across it, is not kept in part', () => {
  const filler = 'x'.repeat(65_520)
  expect(recordedBody(JSON.stringify({ filler, token: 'hush'.repeat(100) }), undefined).text).not.toContain(
    'hush',
  )
})

test('the size is that of what was sent, not of what is shown', () => {
  expect(recordedBody('{"token":"abcdefghijklmnopqrstuvwxyz"}', undefined)).toMatchObject({
    text: '{"token":"[masked]"}',
    bytes: 38,
    cut: false,
  })
})

test('a frame is redacted and kept short', () => {
  expect(recordedFrame('{"token":"hush"}', 5)).toEqual({ at: 5, text: '{"token":"[masked]"}' })
  expect(recordedFrame('x'.repeat(10_000), 5).text).toHaveLength(4_096)
})
