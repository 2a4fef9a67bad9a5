import { describe, expect, test } from 'vitest'
import {
  answererText,
  deedOf,
  howWeKnow,
  millisecondsText,
  readableTarget,
  statusText,
} from './exchange-words.ts'
import { exchangeWith } from '../testing/exchange-with.ts'

describe('the target for the eye', () => {
  test.each([
    ['/users', '', '/users'],
    ['/users', 'state=active&limit=100', '/users?state=active&limit=100'],
    ['/users/bj%C3%B8rn/server', '', '/users/bjørn/server'],
    ['/users/a%40b%2Fc', '', '/users/a@b%2Fc'],
    ['/users/50%25%3F%23', '', '/users/50%25%3F%23'],
    ['/users/%E0%A4%A', '', '/users/%E0%A4%A'],
    ['/api/progress', 'server=alice%2F&server=b%26c%2Fgpu', '/api/progress?server=alice/&server=b%26c/gpu'],
    ['/users', 'name_filter=%3Cb%3E+x', '/users?name_filter=<b> x'],
  ])('%s %s', (path, query, expected) => {
    expect(readableTarget(exchangeWith({ path, query }))).toBe(expected)
  })
})

test('operations are named in plain words, our own as well', () => {
  expect(deedOf(exchangeWith({ operation: 'stopServer' }))).toBe('stop a server')
  expect(deedOf(exchangeWith({ operation: 'session' }))).toBe('ask who is logged in')
  expect(deedOf(exchangeWith({ operation: 'progress' }))).toBe('watch spawns')
})

test('the status is a number, a redirect, none, or not yet', () => {
  const error = { tag: 'unreachable', operation: 'listUsers', message: '', timedOut: false } as const
  expect(statusText(exchangeWith({ status: 403 }))).toBe('403')
  expect(statusText(exchangeWith({ status: 0 }))).toBe('3xx')
  expect(statusText(exchangeWith({ status: undefined, doneAt: undefined }))).toBe('…')
  expect(statusText(exchangeWith({ status: undefined, error }))).toBe('–')
})

test('a stream is called one, before and after its answer', () => {
  expect(answererText(exchangeWith())).toBe('hub')
  expect(answererText(exchangeWith({ operation: 'progress', answeredBy: 'service', frames: 4 }))).toBe(
    'service, stream',
  )
  expect(answererText(exchangeWith({ operation: 'progress', answeredBy: undefined }))).toBe('stream')
  expect(answererText(exchangeWith({ answeredBy: undefined }))).toBe('')
})

test('how we know who answered tells what stands on which side of the service apart', () => {
  expect(howWeKnow(exchangeWith())).toContain('version header')
  expect(howWeKnow(exchangeWith({ answeredBy: 'proxy', upstreamMs: undefined }))).toContain('lacks the mark')
  expect(howWeKnow(exchangeWith({ answeredBy: 'proxy', upstreamMs: 3 }))).toContain('handed it on')
  expect(howWeKnow(exchangeWith({ answeredBy: 'nobody', status: 502 }))).toContain('asked and got no answer')
  expect(howWeKnow(exchangeWith({ answeredBy: 'nobody', status: undefined }))).toContain('reached this page')
  expect(howWeKnow(exchangeWith({ answeredBy: undefined }))).toBeUndefined()
})

test('long times are told in seconds', () => {
  expect(millisecondsText(24)).toBe('24')
  expect(millisecondsText(9_999)).toBe('9999')
  expect(millisecondsText(18_400)).toBe('18 s')
})
