import { describe, expect, it } from 'vitest'
import { versionOf } from '#hub/testing/version-of.ts'
import { judge, knownOf, type Subject } from './judge.ts'

const hub6 = versionOf('6.1.1')
const subject = (roles: readonly string[]): Subject => ({
  kind: 'user',
  name: 'ta',
  roles,
  hidden: [],
})
const known = (roles: readonly string[], told: Record<string, string[]> = {}, version = hub6) =>
  knownOf(subject(roles), new Map(Object.entries(told)), undefined, version)

/** The rights of who has a role that is known, and more that is hidden. */
const hiding = (...hidden: string[]) => knownOf({ ...subject(['user']), hidden }, new Map(), undefined, hub6)

const student = { kind: 'server', user: 'student', server: '', userGroups: ['physics'] } as const
const own = { kind: 'server', user: 'ta', server: '' } as const

describe('whether somebody may do something', () => {
  it('is sure of what the hub’s own roles allow', () => {
    expect(judge('stopServer', own, known(['user', 'physics-ta']))).toEqual({
      verdict: 'allowed',
      rule: 'Holds delete:servers!user=ta.',
    })
    expect(judge('listRoutes', { kind: 'none' }, known(['user', 'admin']))).toMatchObject({
      verdict: 'allowed',
    })
  })

  it('is sure of a denial when every role is known', () => {
    expect(judge('stopServer', student, known(['user']))).toEqual({
      verdict: 'denied',
      rule: 'Holds delete:servers!user=ta, which does not reach it.',
    })
  })

  it('cannot tell where a role hides its scopes', () => {
    const verdict = judge('stopServer', student, known(['user', 'physics-ta']))
    expect(verdict.verdict).toBe('unknown')
    expect(verdict.rule).toContain('role physics-ta')
  })

  it('can tell once the role’s scopes were told', () => {
    const told = known(['user', 'physics-ta'], { 'physics-ta': ['servers!group=physics'] })
    expect(judge('stopServer', student, told)).toEqual({
      verdict: 'allowed',
      rule: 'Holds delete:servers!group=physics, and student is in physics.',
    })
    expect(judge('checkRoutes', { kind: 'none' }, told).verdict).toBe('denied')
  })

  it('cannot tell when the groups of the target are hidden', () => {
    const told = known(['x'], { x: ['servers!group=physics'] })
    const verdict = judge('stopServer', { kind: 'server', user: 'student', server: '' }, told)
    expect(verdict).toMatchObject({ verdict: 'unknown' })
    expect(verdict.rule).toContain('does not show whether student is in that group')
  })

  it('cannot tell when the roles themselves are hidden, or those of a group', () => {
    expect(judge('listUsers', { kind: 'none' }, hiding('the roles of ta')).verdict).toBe('unknown')
    const inGroup = hiding('the roles of group staff')
    expect(judge('listUsers', { kind: 'none' }, inGroup).rule).toContain('the roles of group staff')
  })

  it('goes by a token’s list alone when there is one', () => {
    const byToken = knownOf(subject(['admin']), new Map(), ['read:hub'], hub6)
    expect(judge('getInfo', { kind: 'none' }, byToken).verdict).toBe('allowed')
    expect(judge('listUsers', { kind: 'none' }, byToken).verdict).toBe('denied')
  })

  it('says of what a version does not have that nobody may', () => {
    const old = known(['other'], {}, versionOf('4.1.6'))
    expect(judge('getServer', student, old)).toEqual({
      verdict: 'denied',
      rule: 'JupyterHub 4.1.6 does not have it.',
    })
  })

  it('on old hubs is not sure of what a hidden role may close', () => {
    const told = { x: ['read:servers'] }
    const target = { kind: 'user', user: 'student', userGroups: [] } as const
    expect(judge('getUser', target, known(['x', 'y'], told, versionOf('4.1.6'))).verdict).toBe('unknown')
    expect(judge('getUser', target, known(['x', 'y'], told)).verdict).toBe('allowed')
  })
})
