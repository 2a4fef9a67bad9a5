import { expect, it } from 'vitest'
import { bench, fields, namesIn } from '../testing.ts'

it('shows only the groups that the filter of `list:groups` names', async () => {
  const { hub, call } = bench()
  expect(namesIn((await call(hub.issueToken('ta'), 'GET', '/groups')).body)).toEqual(['physics-101'])
  const wrong = hub.issueToken('admin', ['list:groups!user=ta'])
  expect(await call(wrong, 'GET', '/groups')).toMatchObject({ status: 403, body: { message: null } })
})

it('adds and removes members all or none, and takes them from a body only', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  const path = '/groups/empty/users'
  expect(await call(admin, 'POST', path, { body: { users: ['student', 'nobody'] } })).toMatchObject({
    status: 400,
    body: { message: 'No such user: nobody' },
  })
  const added = await call(admin, 'POST', path, { body: { users: ['Student', 'ta'] } })
  expect(fields(added)['users']).toEqual(['student', 'ta'])
  expect(fields(await call(admin, 'DELETE', path, { body: { users: ['ta'] } }))['users']).toEqual(['student'])
  expect(await call(admin, 'DELETE', path)).toMatchObject({
    status: 400,
    body: { message: 'Invalid JSON data: None' },
  })
})

it('makes groups one after the other, and stops at one that exists', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  expect(await call(admin, 'POST', '/groups', { body: { groups: ['one', 'staff', 'two'] } })).toMatchObject({
    status: 409,
    body: { message: 'Group staff already exists' },
  })
  expect((await call(admin, 'GET', '/groups/one')).status).toBe(200)
  expect(await call(admin, 'GET', '/groups/two')).toMatchObject({
    status: 404,
    body: { message: 'No such group: two' },
  })
})

it('has properties from 4.0 on', async () => {
  const { hub, call } = bench()
  const admin = hub.issueToken('admin')
  const set = await call(admin, 'PUT', '/groups/empty/properties', { body: { room: 'B 12' } })
  expect(fields(set)['properties']).toEqual({ room: 'B 12' })
  const old = bench({ version: '3.1.1' })
  const refused = await old.call(old.hub.issueToken('admin'), 'PUT', '/groups/empty/properties', { body: {} })
  expect(refused.status).toBe(404)
})
