import { demand, type HubClient } from './hub-client.ts'
import { moreUsers } from './people.ts'

type SeedServer = { user: string; server: string; options?: { script: string; seconds?: number } }

const spawning: SeedServer = { user: 'zoë', server: '', options: { script: 'slow', seconds: 600 } }
const failing: SeedServer = { user: 'mary ann', server: 'fail', options: { script: 'fail', seconds: 1 } }

function readyServers(count: number): SeedServer[] {
  const [first = '', second = '', ...rest] = moreUsers(count)
  return [
    { user: 'student', server: '', options: { script: 'quick' } },
    { user: first, server: '' },
    { user: first, server: 'gpu' },
    { user: second, server: '' },
    ...rest.filter((_, index) => index % 40 === 10).map((user) => ({ user, server: '' })),
  ]
}

function pathOf({ user, server }: SeedServer): string {
  return `/users/${encodeURIComponent(user)}/servers/${encodeURIComponent(server)}`
}

function start(call: HubClient, seed: SeedServer): Promise<unknown> {
  return call('POST', pathOf(seed), seed.options ?? {})
}

async function startStopped(call: HubClient, seed: SeedServer): Promise<void> {
  await demand(call, 'POST', pathOf(seed), { script: 'quick' })
  await demand(call, 'DELETE', pathOf(seed))
}

/** Says when users were last there: every third one, over the last forty days. */
async function tellActivity(call: HubClient, count: number, now: number): Promise<void> {
  const users = moreUsers(count).filter((_, index) => index % 3 === 0)
  for (const [index, user] of users.entries()) {
    const lastActivity = new Date(now - (index * index + 1) * 13 * 60_000).toISOString()
    await demand(call, 'POST', `/users/${encodeURIComponent(user)}/activity`, { last_activity: lastActivity })
  }
}

/**
 * What a first look should find: some servers ready, one stopped but kept, one that takes ten minutes to start,
 * one whose start failed. Resolves when all but the slow one have come to their state.
 */
export async function seedServers(call: HubClient, count: number): Promise<void> {
  await tellActivity(call, Math.min(count, 200), Date.now())
  if (count === 0) return
  await Promise.all([
    ...readyServers(count).map((seed) => demand(call, 'POST', pathOf(seed), seed.options ?? {})),
    startStopped(call, { user: 'mary ann', server: 'thesis' }),
    // The hub answers a start that fails with 500: that is what is wanted here.
    start(call, failing),
  ])
  // The answer comes only when the hub's patience ends (10 s), so nobody waits for it.
  start(call, spawning).catch(() => {})
}
