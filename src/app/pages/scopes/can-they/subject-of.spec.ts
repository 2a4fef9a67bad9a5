import { expect, test } from 'vitest'
import { subjectOf } from './subject-of.ts'

const ada = { kind: 'user', name: 'ada', admin: false, roles: ['user'], groups: ['staff', 'lab'] } as const

test('the roles of groups are theirs too, and hidden ones are named', () => {
  const groupRoles = new Map([
    ['staff', ['reader', 'user']],
    ['lab', undefined],
  ])
  expect(subjectOf({ ...ada, groupRoles })).toMatchObject({
    roles: ['user', 'reader'],
    hidden: ['the roles of group lab'],
  })
})

test('an admin has the role admin even where roles are hidden, and what else they have stays open', () => {
  const hidden = { ...ada, admin: true, roles: undefined, groups: undefined, groupRoles: new Map() }
  expect(subjectOf(hidden)).toMatchObject({
    roles: ['admin'],
    hidden: ['the roles of ada', 'the roles of their groups'],
  })
})

test('groups that are known to have no roles hide nothing', () => {
  const groupRoles = new Map([
    ['staff', undefined],
    ['lab', undefined],
  ])
  expect(subjectOf({ ...ada, groupRoles }).hidden).toEqual(['the roles of groups staff and lab'])
  expect(subjectOf({ ...ada, groupRoles }, true).hidden).toEqual([])
})
