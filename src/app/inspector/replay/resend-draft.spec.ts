import { describe, expect, test } from 'vitest'
import { operationOf } from '#hub/operations.ts'
import { recordedBody } from '../record/recorded-body.ts'
import { exchangeWith } from '../testing/exchange-with.ts'
import {
  type Draft,
  draftOf,
  isResend,
  readDraft,
  sendable,
  targetOf,
  withOperation,
} from './resend-draft.ts'
import { resendOf } from './resend-of.ts'

const start: Draft = {
  operation: 'startServer',
  params: { user: "o'hara ünï", server: '' },
  query: '',
  body: '{"profile": "big"}',
}

function read(change: Partial<Draft> = {}) {
  return readDraft({ ...start, ...change })
}

describe('a request made by hand', () => {
  test('says what it will send, with an empty name for the default server', () => {
    const what = read({ query: '?a=1&b=%26' })
    expect(isResend(what) && targetOf(what)).toBe("POST /users/o'hara%20%C3%BCn%C3%AF/server?a=1&b=%26")
    expect(what).toMatchObject({ body: { profile: 'big' } })
  })

  test('sends no body when the field is empty, and none with a read', () => {
    expect(read({ body: ' ' })).toMatchObject({ body: undefined })
    expect(read({ operation: 'getUser' })).toMatchObject({ body: undefined })
  })

  test('a body that is no JSON is said to be none', () => {
    expect(read({ body: '{"profile": }' })).toEqual({ body: expect.stringMatching(/^This is no JSON: /) })
  })

  test.each([
    [{ params: { user: '', server: 'x' } }, 'user'],
    [{ params: { user: '..', server: 'x' } }, 'user'],
    [{ operation: 'getToken', params: { user: 'a', token: '' } } as const, 'token'],
  ])('%j lacks a name that an address can hold', (change, field) => {
    expect(Object.keys(read(change))).toEqual([field])
  })

  test('every operation but the streams can be chosen', () => {
    expect(sendable).toContain('setGroupProperties')
    expect(sendable.filter((id) => operationOf(id).stream)).toEqual([])
  })

  test('another operation takes the names along, and neither query nor body', () => {
    const other = withOperation({ ...start, query: 'a=1' }, 'stopServer')
    expect(other).toEqual({ operation: 'stopServer', params: start.params, query: '', body: '' })
  })

  test('begins with what the exchange asked', () => {
    expect(draftOf(exchangeWith({ query: 'offset=50' }))).toMatchObject({
      operation: 'listUsers',
      query: 'offset=50',
    })
    expect(draftOf(exchangeWith({ operation: 'session' }))).toMatchObject({ operation: 'getVersion' })
  })
})

describe('the same request again', () => {
  test('is what was sent', () => {
    const exchange = exchangeWith({
      operation: 'startServer',
      params: { user: 'a', server: 'b' },
      query: 'x=1',
      requestBody: recordedBody('{"gpus":2}', 'application/json'),
    })
    expect(resendOf(exchange)).toMatchObject({ operation: 'startServer', body: { gpus: 2 } })
    const what = resendOf(exchange)
    expect(typeof what === 'object' && what.query.toString()).toBe('x=1')
  })

  test.each([
    [{ operation: 'session' } as const, /only Hubscope/],
    [{ operation: 'watchProgress' } as const, /stream/],
    [{ requestBody: recordedBody('{"token":"abc"}', undefined) }, /masked.*Edit it/],
    [{ requestBody: recordedBody(`"${'x'.repeat(70_000)}"`, undefined) }, /too large.*Edit it/],
    [{ query: 'code=[masked]' }, /masked/],
    [{ requestBody: recordedBody('gpus=2', 'application/x-www-form-urlencoded') }, /no JSON/],
  ])('%j cannot be sent as it was', (change, reason) => {
    expect(resendOf(exchangeWith(change))).toMatch(reason)
  })
})
