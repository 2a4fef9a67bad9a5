import { beforeEach, describe, expect, it } from 'vitest'
import { HubFailure } from '#hub/errors.ts'
import type { User } from '#hub/wire/user.ts'
import { callAs } from './narrowed-call.ts'
import { forgetWalks, type Send } from './walk-list.ts'

const groups = ['physics', 'chem']
/** 450 users, in turn of one group and the other. */
const users: User[] = Array.from({ length: 450 }, (_, index) => ({
  name: `user${index}`,
  groups: groups.filter((_, turn) => index % 2 === turn),
  created: '2026-01-01T00:00:00Z',
  servers: {},
}))

interface Asked {
  id: string
  offset: number
}
let asked: Asked[]

/** A hub that shows its visitor everything, 200 at a time. */
const send = (async (id, { query: given = {}, params = {} }) => {
  const query = given instanceof URLSearchParams ? Object.fromEntries(given) : given
  const offset = Number(query['offset'] ?? 0)
  asked.push({ id, offset })
  if (id === 'getUser') return users.find(({ name }) => name === params.user)
  const limit = Math.min(Number(query['limit'] ?? 200), 200)
  const next = offset + limit < users.length ? { offset: offset + limit, limit, url: '' } : null
  return {
    items: users.slice(offset, offset + limit),
    _pagination: { offset, limit, total: users.length, next },
  }
}) as Send

beforeEach(() => {
  asked = []
  forgetWalks()
})

async function statusOf(promise: Promise<unknown>): Promise<number | undefined> {
  const error = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  return error instanceof HubFailure && error.detail.tag === 'refused' ? error.detail.status : undefined
}

describe('a page that is shown as another token would see it', () => {
  it('lists, counts and pages what the filter leaves', async () => {
    const scopes = ['list:users!group=physics', 'read:users!group=physics']
    const page = await callAs(scopes, 'listUsers', { query: { offset: 200, limit: 50 } }, send)
    expect(page._pagination).toMatchObject({ total: 225, offset: 200, limit: 50, next: null })
    expect(page.items.map(({ name }) => name)).toEqual(
      users
        .filter((_, i) => i % 2 === 0)
        .slice(200)
        .map(({ name }) => name),
    )
    expect(asked.map(({ offset }) => offset)).toEqual([0, 200, 400])
  })

  it('walks a list once for all its parts', async () => {
    const scopes = ['list:users!user=user3']
    const pages = await Promise.all([
      callAs(scopes, 'listUsers', { query: { limit: 1 } }, send),
      callAs(scopes, 'listUsers', { query: { limit: 50, offset: 0 } }, send),
    ])
    expect(pages.map(({ _pagination }) => _pagination.total)).toEqual([1, 1])
    expect(asked).toHaveLength(3)
  })

  it('leaves out the fields that the token is not shown', async () => {
    const page = await callAs(['list:users', 'read:users:groups'], 'listUsers', { query: { limit: 2 } }, send)
    expect(page.items).toEqual([
      { name: 'user0', groups: ['physics'] },
      { name: 'user1', groups: ['chem'] },
    ])
    expect(asked).toHaveLength(1)
  })

  it('answers for somebody outside the filter as the hub would', async () => {
    const scopes = ['read:users!group=physics']
    const inside = callAs(scopes, 'getUser', { params: { user: 'user0' } }, send)
    expect(await inside).toMatchObject({ name: 'user0', groups: ['physics'] })
    expect(await statusOf(callAs(scopes, 'getUser', { params: { user: 'user1' } }, send))).toBe(404)
  })

  it('sends nothing that the token may not ask', async () => {
    expect(await statusOf(callAs(['list:users'], 'listRoutes', {}, send))).toBe(403)
    const other = callAs(['read:users!user=ada'], 'getUser', { params: { user: 'user1' } }, send)
    expect(await statusOf(other)).toBe(404)
    expect(asked).toEqual([])
  })

  it('sends no write, whatever the token may do', async () => {
    const stop = callAs(['admin:servers'], 'stopServer', { params: { user: 'user0', server: '' } }, send)
    await expect(stop).rejects.toThrow('Nothing is sent')
    expect(asked).toEqual([])
  })
})
