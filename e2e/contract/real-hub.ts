import { fileURLToPath } from 'node:url'
import { parseVersion } from '#hub/versions.ts'
import type { HubVersion as StackVersion } from '#stack/hub-versions.ts'
import { startStack } from '#stack/stack.ts'
import { allGrants } from './grants.ts'
import { tokenOf, type Hub } from './hub.ts'
import { prepareWorld, serviceAt } from './world.ts'

/** Services with one role of one scope: a service's own token holds that scope and nothing else. */
const grantsInPython = `
for number, (grant, token) in enumerate(contract["grants"].items()):
    name = f"grant-{number}"
    c.JupyterHub.services.append({"name": name, "api_token": token})
    if grant:
        c.JupyterHub.load_roles.append({"name": name, "services": [name], "scopes": [grant]})
for name in contract["services"]:
    c.JupyterHub.services.append({"name": name})
# Two starts at a time: the third is told to come back later.
c.JupyterHub.concurrent_spawn_limit = 2
`

/** Starts a real hub in which every grant of the suite is a service. */
export async function startRealHub(release: StackVersion): Promise<Hub> {
  const version = parseVersion(release)
  if (!version) throw new Error(`${release} is no version`)
  const contract = {
    grants: Object.fromEntries(allGrants(version).map((grant) => [grant, tokenOf(grant)])),
    services: Object.values(serviceAt),
  }
  const stack = await startStack({
    hub: release,
    people: 0,
    servers: false,
    culler: false,
    service: fileURLToPath(new URL('stand-in-service.mjs', import.meta.url)),
    extraConfig: `import json\ncontract = json.loads(${JSON.stringify(JSON.stringify(contract))})\n${grantsInPython}`,
  })
  const hub: Hub = {
    version,
    admin: stack.adminToken,
    send: (token, method, path, options = {}) =>
      fetch(stack.hubApiUrl + path, {
        method,
        headers: { ...(token && { authorization: `token ${token}` }), ...options.headers },
        ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      }),
    visit: (path, headers) => fetch(stack.hubApiUrl.replace(/\/api$/, path), { headers }),
    close: stack.stop,
  }
  await prepareWorld(hub)
  return hub
}
