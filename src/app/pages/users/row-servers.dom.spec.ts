import { expect, it } from 'vitest'
import type { Server } from '#hub/wire/server.ts'
import type { User } from '#hub/wire/user.ts'
import { newSpawn } from '../../api/spawns/spawn-record.ts'
import { rowServers } from './row-servers.ts'

const server = (name: string, change: Partial<Server>): Server => ({
  name,
  ready: false,
  pending: null,
  started: null,
  last_activity: null,
  url: '',
  ...change,
})

const ada: User = {
  name: 'ada',
  servers: {
    '': server('', { ready: true }),
    gpu: server('gpu', { pending: 'spawn' }),
    old: server('old', { stopped: true }),
  },
}

const failure = (name: string) => ({
  ...newSpawn(`ada/${name}`, 'asked', 0),
  outcome: 'failed' as const,
  reason: 'Spawn failed: no such image',
})

it('tells the urgent first and leaves out what is stopped', () => {
  expect(rowServers(ada, undefined).map(({ name, state }) => [name, state])).toEqual([
    ['gpu', 'starting'],
    ['', 'ready'],
  ])
})

it('puts a failed start before all, with the spawner’s words', () => {
  expect(rowServers(ada, failure('old'))[0]).toEqual({
    key: 'ada/old',
    name: 'old',
    state: 'failed',
    reason: 'no such image',
  })
})

it('forgets a failure of a server that runs again', () => {
  expect(rowServers(ada, failure('gpu')).map(({ state }) => state)).toEqual(['starting', 'ready'])
})
