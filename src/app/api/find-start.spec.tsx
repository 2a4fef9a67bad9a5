import { cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { type FakeAnswer, fakeService, refusal } from '../testing/fake-service.ts'
import { renderPage } from '../testing/render-page.tsx'
import { useFindStart } from './find-start.ts'

afterEach(cleanup)

const everything = ['list:users', 'read:users', 'read:servers']

function server(name: string, change: object = {}) {
  const url = `/user/x/${name}`
  return { name, ready: true, pending: null, started: null, last_activity: null, url, ...change }
}

const starting = { ready: false, pending: 'spawn' }

function userWith(name: string, ...servers: ReturnType<typeof server>[]) {
  return { kind: 'user', name, servers: Object.fromEntries(servers.map((each) => [each.name, each])) }
}

function Page() {
  const find = useFindStart()
  const [found, setFound] = useState('')
  return (
    <>
      <button
        type="button"
        onClick={() => void find().then((source) => setFound(JSON.stringify(source ?? 'none')))}
      >
        Find
      </button>
      <output>{found}</output>
    </>
  )
}

/** What the hook finds on a hub with these users, for a visitor called `visitor`. */
async function found(
  users: object[],
  { scopes = everything, list }: { scopes?: string[]; list?: FakeAnswer } = {},
) {
  const service = fakeService()
  const items = { items: users, _pagination: { offset: 0, limit: 200, total: users.length, next: null } }
  service.on(({ path }) => (path === '/users' ? (list ?? { body: items }) : undefined))
  service.on(({ path }) => (path === '/users/visitor' ? { body: users[0] } : undefined))
  renderPage(Page, '/', { scopes })
  await userEvent.setup().click(screen.getByRole('button', { name: 'Find' }))
  await expect.poll(() => screen.getByRole('status').textContent).not.toBe('')
  return { source: JSON.parse(screen.getByRole('status').textContent ?? ''), service }
}

const waysTo = (path: string, key: string) => ({
  hub: `${location.origin}/hub/api/users/${path}/progress`,
  service: expect.stringMatching(new RegExp(`/api/progress\\?server=${key}$`)),
})

describe('the server whose progress is looked at', () => {
  test('is one that starts: the visitor’s own before another’s', async () => {
    const others = userWith('ada', server('', starting))
    const { source } = await found([others, userWith('visitor', server(''), server('gpu', starting))])
    expect(source).toEqual({ state: 'starting', ...waysTo('visitor/servers/gpu', 'visitor%2Fgpu') })
  })

  test('is another’s that starts before one of the visitor’s that is ready', async () => {
    const { source } = await found([userWith('visitor', server('')), userWith('a b', server('', starting))])
    expect(source).toEqual({ state: 'starting', ...waysTo('a%20b/server', 'a\\+b%2F') })
  })

  test('is else the visitor’s own that is ready, and nobody else’s', async () => {
    const { source } = await found([userWith('ada', server('')), userWith('visitor', server(''))])
    expect(source).toEqual({ state: 'ready', ...waysTo('visitor/server', 'visitor%2F') })
    cleanup()
    const none = await found([
      userWith('ada', server('')),
      userWith('visitor', server('', { pending: 'stop' })),
    ])
    expect(none.source).toBe('none')
  })

  test('is looked for among the visitor’s own where no list is shown', async () => {
    const { source, service } = await found([userWith('visitor', server(''))], {
      scopes: ['read:users!user=visitor', 'read:servers!user=visitor'],
    })
    expect(source).toMatchObject({ state: 'ready' })
    expect(service.asked.map(({ path }) => path)).toEqual(['/users/visitor'])
  })

  test('is none, without a question, for a token that shows no servers', async () => {
    const { source, service } = await found([userWith('visitor', server(''))], { scopes: ['list:users'] })
    expect(source).toBe('none')
    expect(service.asked).toEqual([])
  })

  test('is none where the hub refuses the list', async () => {
    const { source } = await found([], { list: refusal(403, 'Action is not authorized') })
    expect(source).toBe('none')
  })
})
