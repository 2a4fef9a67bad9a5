import { describe, expect, test } from 'vitest'
import { versionOf } from '#hub/testing/version-of.ts'
import { grantsFor, type Question } from './grant.ts'
import { openedBy } from './opened.ts'

function questionOf(given: Partial<Question> & Pick<Question, 'operation' | 'target'>): Question {
  return {
    version: versionOf('6.1.1'),
    who: { name: 'ta', admin: false, groups: [], scopes: [] },
    service: { name: 'hubscope', allowedScopes: undefined },
    ...given,
  }
}

function openedWith(question: Question, reach: string) {
  const grant = grantsFor(question).find((each) => each.reach.kind === reach)
  if (!grant) throw new Error(`no grant reaches ${reach}`)
  return openedBy(question, grant)
}

const alice = { kind: 'server', user: 'alice', server: 'gpu' } as const

describe('what else a grant opens', () => {
  test('nothing, when it is just what was asked for', () => {
    const opened = openedWith(questionOf({ operation: 'stopServer', target: alice }), 'server')
    expect(opened).toEqual({ operations: [], alsoElsewhere: false, powers: [] })
  })

  test('the same for more targets, when it reaches further', () => {
    const question = questionOf({ operation: 'stopServer', target: alice })
    expect(openedWith(question, 'user').alsoElsewhere).toBe(true)
    expect(openedWith(question, 'all').alsoElsewhere).toBe(true)
  })

  test('what the scopes below it open, where the version has no narrower one', () => {
    const question = questionOf({ operation: 'startServer', target: alice, version: versionOf('5.5.4') })
    expect(openedWith(question, 'user').operations).toEqual(['getUser', 'stopServer', 'watchProgress'])
    expect(openedWith(question, 'server').operations).toEqual(['stopServer', 'watchProgress'])
  })

  test('not what the token could do before', () => {
    const question = questionOf({ operation: 'startServer', target: alice, version: versionOf('5.5.4') })
    const who = { ...question.who, scopes: ['read:servers', 'read:users:name'] }
    expect(openedWith({ ...question, who }, 'user').operations).toEqual(['stopServer'])
  })

  test('what the hub allows with it and no operation of Hubscope shows', () => {
    const opened = openedWith(questionOf({ operation: 'listRoutes', target: { kind: 'none' } }), 'all')
    expect(opened).toEqual({
      operations: ['checkRoutes'],
      alsoElsewhere: false,
      powers: ['point the hub at another proxy'],
    })
  })

  test('all of the hub, when an admin’s service is let be delegated it', () => {
    const who = { name: 'boss', admin: true, groups: [], scopes: [] }
    const opened = openedWith(questionOf({ operation: 'stopServer', target: alice, who }), 'server')
    expect(opened.alsoElsewhere).toBe(true)
  })
})
