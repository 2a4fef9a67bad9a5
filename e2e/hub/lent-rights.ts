import { demand } from '#stack/hub-client.ts'
import type { Stack } from '#stack/stack-options.ts'

const group = 'borrowers'

/** For the hub's configuration: whoever is in the group runs all servers and the proxy, for as long as he is in it. */
export const lendingConfig = `
c.JupyterHub.load_groups.update({"${group}": {"users": []}})
c.JupyterHub.load_roles.append({"name": "lent", "groups": ["${group}"], "scopes": ["servers", "proxy"]})
`

export async function lend(stack: Stack, user: string): Promise<void> {
  await demand(stack.hubApi, 'POST', `/groups/${group}/users`, { users: [user] })
}

export async function takeBack(stack: Stack, user: string): Promise<void> {
  await demand(stack.hubApi, 'DELETE', `/groups/${group}/users`, { users: [user] })
}
