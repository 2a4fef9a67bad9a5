import { demand, type HubClient } from './hub-client.ts'

type SeedServer = { user: string; server: string; options?: { script: string; seconds?: number } }

const spawning: SeedServer = { user: 'zoë', server: '', options: { script: 'slow', seconds: 600 } }
const stopped: SeedServer = { user: 'mary ann', server: 'thesis' }
const failing: SeedServer = { user: 'mary ann', server: 'fail', options: { script: 'fail', seconds: 1 } }

/** Servers of users that exist only, whatever `count` is. */
function readyServers(others: readonly string[]): SeedServer[] {
  const [first, second, ...rest] = others
  const some = rest.filter((_, index) => index % 40 === 10).slice(0, 20)
  return [
    { user: 'student', server: '', options: { script: 'quick' } },
    ...(first === undefined
      ? []
      : [
          { user: first, server: '' },
          { user: first, server: 'gpu' },
        ]),
    ...(second === undefined ? [] : [{ user: second, server: '' }]),
    ...some.map((user) => ({ user, server: '' })),
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

/**
 * What a first look should find: some servers ready, one stopped but kept, one that takes ten minutes to start,
 * one whose start failed. Resolves when all but the slow one have come to their state.
 * @param others the users besides the personas
 */
export async function seedServers(call: HubClient, others: readonly string[]): Promise<void> {
  const has = (seed: SeedServer) => others.includes(seed.user)
  await Promise.all([
    ...readyServers(others).map((seed) => demand(call, 'POST', pathOf(seed), seed.options ?? {})),
    has(stopped) ? startStopped(call, stopped) : undefined,
    // The hub answers a start that fails with 500: that is what is wanted here.
    has(failing) ? start(call, failing) : undefined,
  ])
  // The answer comes only when the hub's patience ends (10 s), so nobody waits for it.
  if (has(spawning)) start(call, spawning).catch(() => {})
}
