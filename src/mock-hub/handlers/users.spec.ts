import { describe, expect, it } from 'vitest'
import { paginationType } from '#hub/wire/page.ts'
import { bench, fields, namesIn } from '../testing.ts'

const pages = { headers: { Accept: paginationType } }

describe('the list of users', () => {
  it('comes in pages of 50 when pages are asked for, with the address of the next', async () => {
    const { hub, call } = bench()
    const answer = fields(await call(hub.issueToken('admin'), 'GET', '/users?name_filter=&sort=name', pages))
    expect(answer['items']).toHaveLength(50)
    expect(answer['_pagination']).toEqual({
      offset: 0,
      limit: 50,
      total: 205,
      next: {
        offset: 50,
        limit: 50,
        url: 'http://hub.test/hub/api/users?name_filter=&sort=name&offset=50&limit=50',
      },
    })
  })

  it('is cut at 200 without a word when they are not', async () => {
    const { hub, call } = bench()
    expect((await call(hub.issueToken('admin'), 'GET', '/users')).body).toHaveLength(200)
    const answer = fields(await call(hub.issueToken('admin'), 'GET', '/users?limit=500', pages))
    expect(answer['_pagination']).toMatchObject({ limit: 200 })
  })

  it('is filtered by name with SQL wildcards, whatever the case', async () => {
    const { hub, call } = bench()
    const admin = hub.issueToken('admin')
    const found = async (filter: string) =>
      namesIn((await call(admin, 'GET', `/users?name_filter=${filter}`)).body)
    expect(await found('@EXAMPLE')).toEqual(['ada@example.org', 'grace.hopper+lab@example.org'])
    expect(await found('m_ry')).toEqual(['mary ann'])
    expect(await found('a%25@')).toEqual(['ada@example.org', 'grace.hopper+lab@example.org'])
  })

  it('is sorted from 5.0 on, and refuses other columns', async () => {
    const { hub, call } = bench()
    const admin = hub.issueToken('admin')
    const list = namesIn((await call(admin, 'GET', '/users?sort=-name')).body)
    expect(list).toEqual(list.toSorted().toReversed())
    expect(await call(admin, 'GET', '/users?sort=created')).toMatchObject({
      status: 400,
      body: { message: "sort must be 'id', 'name', or 'last_activity', not 'created'" },
    })
    const older = bench({ version: '4.1.6' })
    const unsorted = await older.call(older.hub.issueToken('admin'), 'GET', '/users?sort=-name')
    expect(namesIn(unsorted.body)[0]).toBe('admin')
  })

  it('is filtered by state; `ready` after the page was cut, so the total is that of active users', async () => {
    const { hub, call } = bench()
    const admin = hub.issueToken('admin')
    const totals: Record<string, unknown> = {}
    for (const state of ['active', 'ready', 'inactive']) {
      const answer = fields(await call(admin, 'GET', `/users?state=${state}&limit=200`, pages))
      totals[state] = answer['_pagination']
    }
    expect(totals['ready']).toEqual(totals['active'])
    expect(await call(admin, 'GET', '/users?state=asleep')).toMatchObject({
      status: 400,
      body: { message: "Unrecognized state filter: 'asleep'" },
    })
  })

  it('shows only what the filter of `list:users` names', async () => {
    const { hub, call } = bench()
    const list = namesIn((await call(hub.issueToken('ta'), 'GET', '/users')).body)
    expect(list).toContain('student')
    expect(list).not.toContain('stranger')
    expect(await call(hub.issueToken('student'), 'GET', '/users')).toMatchObject({
      status: 403,
      body: {
        status: 403,
        message: 'Action is not authorized with current scopes; requires any of [list:users]',
      },
    })
  })

  it('is revalidated by its ETag', async () => {
    const { hub, call } = bench()
    const admin = hub.issueToken('admin')
    const first = await call(admin, 'GET', '/users?limit=5')
    const etag = first.headers.get('ETag') ?? ''
    const again = await call(admin, 'GET', '/users?limit=5', { headers: { 'If-None-Match': etag } })
    expect(again).toMatchObject({ status: 304, body: '' })
  })
})

describe('fields of a user', () => {
  it('are absent, not null, without their scope', async () => {
    const { hub, call } = bench()
    const keys = async (scope: string) =>
      Object.keys(fields(await call(hub.issueToken('admin', [scope]), 'GET', '/users/student'))).toSorted()
    expect(await keys('read:users:name')).toEqual(['admin', 'kind', 'name', 'user_info'])
    expect(await keys('read:users:groups')).toEqual(['groups', 'kind', 'name'])
    expect(await keys('read:users:activity')).toEqual(['kind', 'last_activity', 'name'])
    expect(await keys('read:servers')).toEqual(['admin', 'kind', 'name', 'servers', 'user_info'])
    expect(await keys('read:roles:users')).toEqual(['admin', 'kind', 'name', 'roles'])
  })

  it('include stopped servers on request, the default one as well', async () => {
    const { hub, call } = bench()
    const answer = await call(hub.issueToken('admin'), 'GET', '/users/stranger?include_stopped_servers=1')
    expect(fields(answer)['servers']).toMatchObject({ '': { name: '', stopped: true, ready: false } })
  })
})

describe('changing users', () => {
  it('creates those that are missing, and takes all or none', async () => {
    const { hub, call } = bench()
    const admin = hub.issueToken('admin')
    const some = await call(admin, 'POST', '/users', { body: { usernames: ['New', 'admin'] } })
    expect(some.status).toBe(201)
    expect(namesIn(some.body)).toEqual(['new'])
    expect(await call(admin, 'POST', '/users', { body: { usernames: ['ok', 'bad/name'] } })).toMatchObject({
      status: 400,
      body: { message: 'Invalid username: bad/name' },
    })
    expect(await call(admin, 'POST', '/users', { body: { usernames: ['admin'] } })).toMatchObject({
      status: 409,
      body: { message: 'All 1 users already exist' },
    })
  })

  it('fails with 500 for the deletion of a user whose named server runs', async () => {
    const { hub, clock, call } = bench()
    const admin = hub.issueToken('admin')
    void call(admin, 'POST', '/users/stranger/servers/lab')
    await clock.advance(1000)
    expect((await call(admin, 'DELETE', '/users/stranger')).status).toBe(500)
    const deletion = call(admin, 'DELETE', '/users/ta')
    await clock.advance(1000)
    expect((await deletion).status).toBe(204)
    expect(await call(admin, 'GET', '/users/ta')).toMatchObject({ status: 404, body: { message: null } })
  })
})
