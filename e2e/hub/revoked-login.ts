import { expect } from '@playwright/test'
import * as z from 'zod/mini'
import { demand } from '#stack/hub-client.ts'
import type { Stack } from '#stack/stack-options.ts'
import { tokensSchema } from '#hub/wire/token.ts'

/** Revokes every login of a user at Hubscope, as the user could on the hub's token page. */
export async function revokeLogins(stack: Stack, user: string): Promise<void> {
  const { api_tokens } = z.parse(
    tokensSchema,
    JSON.parse(await demand(stack.hubApi, 'GET', `/users/${user}/tokens`)),
  )
  const logins = api_tokens.filter(({ oauth_client }) => oauth_client?.toLowerCase().includes('hubscope'))
  expect(logins.length).toBeGreaterThan(0)
  // Revoking one of a client's tokens revokes them all.
  const [first] = logins
  if (first) await demand(stack.hubApi, 'DELETE', `/users/${user}/tokens/${first.id}`)
}
