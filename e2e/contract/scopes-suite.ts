import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { expandScopes } from '#hub/scopes/expand.ts'
import type { HubVersion } from '#hub/versions.ts'
import { identitySchema } from '#hub/wire/user.ts'
import { newTokenSchema } from '#hub/wire/token.ts'
import { allGrants } from './grants.ts'
import { call, json, tokenOf, type Hub } from './hub.ts'
import { ensureUser } from './world.ts'

async function whoIs(hub: Hub, token: string) {
  return z.parse(identitySchema, json(await call(hub, token, 'GET', '/user')))
}

/** The hub tells what a token holds; what we make of a role's scopes has to be the same. */
export function tryScopes(version: HubVersion, hub: () => Hub): void {
  describe('the scopes of a token', () => {
    test.each(allGrants(version).filter(Boolean))('%s means what we think', async (grant) => {
      const { kind, name, scopes } = await whoIs(hub(), tokenOf(grant))
      expect(scopes.toSorted()).toEqual(expandScopes([grant], { kind, name }, version).toSorted())
    })

    test('self means what we think', async () => {
      await ensureUser(hub(), 'inside')
      const made = await call(hub(), hub().admin, 'POST', '/users/inside/tokens', {
        body: { note: 'contract' },
      })
      const { token } = z.parse(newTokenSchema, json(made))
      const { kind, name, scopes } = await whoIs(hub(), token)
      expect(scopes.toSorted()).toEqual(expandScopes(['self'], { kind, name }, version).toSorted())
    })
  })
}
