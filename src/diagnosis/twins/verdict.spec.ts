import { describe, expect, test } from 'vitest'
import { filteredMessage } from '#hub/errors.ts'
import { versionOf } from '#hub/testing/version-of.ts'
import type { TwinAnswer, Twins } from './answers.ts'
import { verdictOf } from './verdict.ts'

const hub = (status: number, message?: string): TwinAnswer => ({ status, answeredBy: 'hub', message })
const ok = hub(200)
const scope = hub(403, 'Action is not authorized with current scopes; requires any of [proxy]')
const filtered = hub(404, filteredMessage)
const stranger = hub(403, 'Missing or invalid credentials.')
const xsrf = hub(403, "'_xsrf' argument missing from GET")
const page: TwinAnswer = { status: 200, answeredBy: 'proxy', message: undefined }
const badGateway: TwinAnswer = { status: 502, answeredBy: 'proxy', message: undefined }
const silence: TwinAnswer = { status: undefined, answeredBy: 'nobody', message: undefined }
const serviceSaysEnded: TwinAnswer = { status: 401, answeredBy: 'service', message: undefined }

function verdict(twins: Twins, refusedWith?: string, version = '6.1.1') {
  const { code, certainty, title } = verdictOf({ twins, refusedWith, version: versionOf(version) })
  return `${code} · ${certainty}: ${title}`
}

describe('rights', () => {
  test.each<[string, Twins, string]>([
    [
      'the cookie passes where the token lacks the scope',
      { token: scope, cookie: ok, nobody: stranger },
      'scope-denied · certain: Your account may; this login of Hubscope may not',
    ],
    [
      'the cookie passes where the token’s filter leaves out',
      { token: filtered, cookie: ok, nobody: stranger },
      'scope-filtered-404 · certain: Your account may; this login of Hubscope may not',
    ],
    [
      'both lack the scope',
      { token: scope, cookie: scope, nobody: stranger },
      'scope-denied · certain: Your own roles do not hold the scope',
    ],
    [
      'both are left out by a filter',
      { token: filtered, cookie: filtered, nobody: stranger },
      'scope-filtered-404 · certain: Your own roles leave it out, or it is not there',
    ],
    [
      'the token passes now',
      { token: ok, cookie: ok, nobody: stranger },
      'unexplained · certain: The same request is answered now',
    ],
  ])('%s', (_, twins, expected) => {
    expect(verdict(twins)).toBe(expected)
  })

  test('an old hub that says the same to everybody decides nothing', () => {
    const twins = { token: scope, cookie: scope, nobody: scope }
    expect(verdict(twins, undefined, '3.1.1')).toMatch(/^unexplained · possible/)
    expect(verdict({ ...twins, nobody: stranger }, undefined, '4.0.2')).toMatch(/^scope-denied · certain/)
  })
})

describe('logins', () => {
  test.each<[string, Twins, string]>([
    ['a bad token beside a good cookie', { token: stranger, cookie: ok }, 'knows you by its own cookie'],
    ['the service knows the token is over', { token: serviceSaysEnded, cookie: scope }, 'by its own cookie'],
    ['neither is good', { token: stranger, cookie: stranger }, 'neither token nor cookie'],
  ])('%s', (_, twins, expected) => {
    expect(verdict(twins)).toMatch(/^creds-missing · certain/)
    expect(verdict(twins)).toContain(expected)
  })

  test('of GET /user every 403 is about the login, also without words', () => {
    const told = verdictOf({
      twins: { token: hub(403), cookie: ok },
      refusedWith: undefined,
      version: versionOf('6.1.1'),
      isWhoAmI: true,
    })
    expect(told.code).toBe('creds-missing')
  })
})

describe('the XSRF message', () => {
  const said = "'_xsrf' argument missing from POST"
  test.each<[string, Twins, string]>([
    [
      'hides a missing login',
      { token: ok, cookie: stranger },
      'xsrf-mask · certain: The XSRF message hides a missing login',
    ],
    [
      'hides a bad token',
      { token: stranger, cookie: ok },
      'xsrf-mask · certain: The XSRF message hides a bad token',
    ],
    [
      'means what it says',
      { token: ok, cookie: ok },
      'xsrf-missing · certain: The login is fine; the XSRF value was missing',
    ],
  ])('%s', (_, twins, expected) => {
    expect(verdict(twins, said)).toBe(expected)
    expect(verdict(twins, 'XSRF cookie does not match POST argument')).toBe(expected)
  })

  test('is not decided where the hub wants the value of every page', () => {
    expect(verdict({ token: scope, cookie: xsrf, nobody: stranger }, said)).toMatch(/^unexplained · possible/)
  })
})

describe('the way', () => {
  test.each<[string, Twins, string]>([
    ['a portal answers the page', { token: ok, cookie: page, nobody: page }, 'edge-answered · certain'],
    ['a proxy does not reach the hub', { token: scope, cookie: badGateway }, 'edge-upstream-down · certain'],
    ['the service does not reach the hub', { token: silence, cookie: ok }, 'hub-unreachable · certain'],
    ['another answers the service', { token: badGateway, nobody: stranger }, 'hub-unreachable · certain'],
    ['nobody answers', { token: silence, cookie: silence, nobody: silence }, 'service-unreachable · likely'],
  ])('%s', (_, twins, expected) => {
    expect(verdict(twins)).toContain(expected)
  })
})

test('without the way of the cookie nothing is decided', () => {
  const { title, explanation } = verdictOf({
    twins: { token: scope },
    refusedWith: undefined,
    version: undefined,
  })
  expect(title).toBe('The comparison does not decide it')
  expect(explanation).toContain('could not be gone')
})
