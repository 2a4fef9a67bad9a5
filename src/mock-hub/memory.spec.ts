import { expect, it } from 'vitest'
import { createMockHub } from './hub.ts'
import { readMemory, writeMemory } from './memory.ts'
import { bench, fields } from './testing.ts'

it('lets another hub go on where one stopped: people, tokens, spawns and failures', async () => {
  const { hub, clock, call } = bench()
  const admin = hub.issueToken('admin')
  void call(admin, 'POST', '/users/stranger/servers/slow')
  void call(admin, 'POST', '/users/student/servers/fail')
  await clock.advance(11_000)
  const memory = readMemory(writeMemory(hub.remember()))
  if (!memory) throw new Error('nothing remembered')

  const later = createMockHub({ clock, memory })
  const ask = async (path: string) => {
    const headers = { Authorization: `token ${admin}` }
    const response = await later.respond(new Request(`http://hub.test/hub/api${path}`, { headers }))
    return {
      status: response.status,
      headers: response.headers,
      body: await response.json().catch(() => null),
    }
  }
  expect(fields(await ask('/users/stranger/servers/slow'))).toMatchObject({ pending: 'spawn', ready: false })
  await clock.advance(14_000)
  expect(fields(await ask('/users/stranger/servers/slow'))).toMatchObject({ pending: null, ready: true })
  const progress = await later.respond(
    new Request('http://hub.test/hub/api/users/student/servers/fail/progress', {
      headers: { Authorization: `token ${admin}` },
    }),
  )
  expect(await progress.text()).toContain('ImagePullBackOff')
  expect(later.issueToken('admin')).not.toBe(hub.issueToken('admin'))
})

it('is undefined for text that is none', () => {
  for (const text of ['', 'null', '{}', '{"db":{},"spawns":[]}']) expect(readMemory(text)).toBeUndefined()
})
