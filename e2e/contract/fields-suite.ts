import { describe, expect, test } from 'vitest'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { call, json, tokenOf, type Hub } from './hub.ts'
import { ensureRunningServer, ensureUser, groupAt, makeToken, serverName, serviceAt } from './world.ts'

const told = new Set(['groups', 'roles', 'last_activity', 'created', 'pending', 'server', 'servers'])

/** Which of the told fields each scope shows of a user. */
const userFields: [scope: string, fields: string[]][] = [
  ['read:users:name', []],
  ['read:users:groups', ['groups']],
  ['read:users:activity', ['last_activity']],
  ['read:roles:users', ['roles']],
  ['read:servers', ['servers']],
  ['read:users', ['groups', 'roles', 'last_activity', 'created', 'pending', 'server']],
]

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) throw new Error('not an object')
  return Object.keys(value)
}

/** What a scope shows is there, and what it hides is absent: never null, never empty. */
export function tryFields(version: HubVersion, hub: () => Hub): void {
  const read = async (grant: string, path: string) => {
    const answer = await call(hub(), tokenOf(grant), 'GET', path)
    expect(answer.status).toBe(200)
    return json(answer)
  }

  describe('fields', () => {
    test.each(userFields)('%s shows of a user %j', async (grant, fields) => {
      await ensureUser(hub(), 'inside')
      const keys = keysOf(await read(grant, '/users/inside'))
      expect(keys).toContain('name')
      expect(keys.filter((key) => told.has(key)).toSorted()).toEqual(fields.toSorted())
    })

    test.each([
      ['read:groups:name', []],
      ['read:roles:groups', ['roles']],
      ['read:groups', ['users', ...(isSince(version, '4.0') ? ['properties'] : [])]],
    ])('%s shows of a group %j', async (grant, fields) => {
      const keys = keysOf(await read(grant, `/groups/${groupAt.inside}`))
      expect(keys).toContain('name')
      expect(keys.filter((key) => !['kind', 'name'].includes(key)).toSorted()).toEqual(fields.toSorted())
    })

    test('read:services:name shows of a service its name, read:services the rest', async () => {
      const path = `/services/${serviceAt.inside}`
      expect(keysOf(await read('read:services:name', path))).not.toContain('url')
      expect(keysOf(await read('read:services', path))).toEqual(
        expect.arrayContaining(['name', 'admin', 'url', 'prefix', 'command', 'pid', 'info', 'display']),
      )
    })

    test('the state of a server needs a scope of its own', async () => {
      await ensureRunningServer(hub(), 'inside', serverName)
      const seen = JSON.stringify(await read('read:servers', '/users/inside'))
      expect(seen).toContain('"ready":true')
      expect(seen).not.toContain('"state":')
    })

    test('tokens are described and never told', async () => {
      const id = await makeToken(hub(), 'inside')
      const description = await read('read:tokens', `/users/inside/tokens/${id}`)
      expect(description).toMatchObject({ id, note: 'contract' })
      expect(keysOf(description)).not.toContain('token')
    })
  })
}
