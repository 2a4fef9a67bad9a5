import { describe, expect, it } from 'vitest'
import { createFixture, type HubCall, hubJson, identity } from './testing/fixture.ts'

const scopeText = 'Action is not authorized with current scopes; requires any of [list:users]'

function hub(state: { good: boolean; text?: string | null }) {
  return ({ url }: HubCall): Response => {
    if (url.pathname === '/hub/api/user' && state.good) return hubJson(200, identity)
    return hubJson(403, { status: 403, message: state.text === undefined ? scopeText : state.text })
  }
}

describe('a 403', () => {
  it('is the hub’s refusal while the token is good, with the hub’s own words', async () => {
    const { ask } = createFixture({ hub: hub({ good: true }) })
    const response = await ask('hub/api/users')
    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({ status: 403, message: scopeText })
  })

  it.each([
    { hubs: 'hubs from 4.0.2 on', text: 'Missing or invalid credentials.' },
    { hubs: 'older hubs, which say the same of a missing scope', text: scopeText },
    { hubs: '6.x about GET /user', text: null },
  ])(
    'is an ended login when the token is refused for everything, in the words of $hubs',
    async ({ text }) => {
      const { ask } = createFixture({ hub: hub({ good: false, text }) })
      const response = await ask('hub/api/users')
      expect(response.status).toBe(401)
      const body = (await response.json()) as { code: string; message: string }
      expect(body.code).toBe('expired')
      expect(body.message).toContain(text ?? 'The hub no longer accepts this login')
    },
  )

  it('on GET /user is an ended login without asking twice', async () => {
    const { ask, calls } = createFixture({ hub: hub({ good: false }) })
    expect((await ask('hub/api/user')).status).toBe(401)
    expect(calls).toHaveLength(1)
  })

  it('asks once in five seconds whether the token holds', async () => {
    const state = { good: true }
    const { get, cookie, calls, time } = createFixture({ hub: hub(state) })
    const Cookie = await cookie()
    await get('hub/api/users', { Cookie })
    await get('hub/api/users', { Cookie })
    expect(calls.filter(({ url }) => url.pathname === '/hub/api/user')).toHaveLength(1)
    state.good = false
    time.now += 5_001
    expect((await get('hub/api/users', { Cookie })).status).toBe(401)
  })

  it('stays a 403 when the hub cannot say', async () => {
    const { ask } = createFixture({
      hub: ({ url }) => hubJson(url.pathname === '/hub/api/user' ? 500 : 403, { message: scopeText }),
    })
    expect((await ask('hub/api/users')).status).toBe(403)
  })

  it('of something in front of the hub says nothing about the login', async () => {
    const { ask, calls } = createFixture({ hub: () => new Response('no', { status: 403 }) })
    expect((await ask('hub/api/users')).status).toBe(403)
    expect(calls).toHaveLength(1)
  })
})
