import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'
import { http } from '#stack/http.ts'
import { demand } from '#stack/hub-client.ts'
import type { HubVersion } from '#stack/hub-versions.ts'
import type { Stack } from '#stack/stack-options.ts'
import { ensureVenv } from '#stack/venv.ts'
import { waitFor } from '#stack/wait.ts'

/** What tells the tests' spawner to run the server of another JupyterHub. */
const otherRelease = 'HUBSCOPE_TEST_OTHER_SINGLEUSER'

/**
 * For the hub's configuration: nobody looks after servers, so a dead one stays ready; and servers named `real-other` are run
 * by the JupyterHub of another environment.
 */
export const breakableConfig = `
import os
c.Spawner.poll_interval = 3600
c.JupyterHub.last_activity_interval = 3600

def other_release(spawner):
    if spawner.name == "real-other":
        spawner.cmd = [os.environ["${otherRelease}"]]

c.Spawner.pre_spawn_hook = other_release
`

/** The environment that the configuration above wants. */
export async function environmentOf(version: HubVersion): Promise<Record<string, string>> {
  const python = await ensureVenv(version, { progress: () => {} })
  return { [otherRelease]: join(dirname(python), 'jupyterhub-singleuser') }
}

const modelSchema = z.object({
  servers: z.record(
    z.string(),
    z.object({ ready: z.boolean(), state: z.nullish(z.object({ pid: z.optional(z.number()) })) }),
  ),
})

/** Starts a server and resolves when it is ready, with its process id if it is a real one. */
export async function startServer(stack: Stack, user: string, server = ''): Promise<number | undefined> {
  await demand(stack.hubApi, 'POST', `/users/${user}/servers/${server}`, {})
  const model = await waitFor(
    `The server ${user}/${server}`,
    async () => {
      const { servers } = modelSchema.parse(JSON.parse(await demand(stack.hubApi, 'GET', `/users/${user}`)))
      return servers[server]?.ready ? servers[server] : undefined
    },
    { timeout: 60_000 },
  )
  return model.state?.pid
}

/** Sends a signal to a real server: SIGKILL, or SIGSTOP, after which it takes connections and answers nothing. */
export function signal(pid: number | undefined, name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  if (pid === undefined) throw new Error('The server has no process of its own')
  process.kill(pid, name)
}

/** Points a route elsewhere at the proxy's own API, or takes it away: the hub does not notice. */
export async function reroute(stack: Stack, user: string, target: string | undefined): Promise<void> {
  const answer = await http(`${stack.proxyApiUrl}${stack.baseUrl}user/${user}`, {
    method: target === undefined ? 'DELETE' : 'POST',
    headers: { authorization: `token ${stack.proxyToken}` },
    ...(target === undefined ? {} : { json: { target, user, server_name: '', jupyterhub: true } }),
  })
  if (![201, 204].includes(answer.status)) throw new Error(`The proxy answered ${answer.status}`)
}

/** Something that answers like a server of this JupyterHub, but only after so many milliseconds. */
export async function startSlowServer(
  version: HubVersion,
  ms: number,
): Promise<{ url: string; server: Server }> {
  const server = createServer((_, response) => {
    setTimeout(() => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'X-JupyterHub-Version': version })
      response.end('{"version": "2.0"}')
    }, ms)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

const routesSchema = z.record(z.string(), z.object({ last_activity: z.string() }))

/** When the proxy last saw a server used, which is what the hub and cullers go by. */
export async function lastActivityOf(stack: Stack, user: string): Promise<string | undefined> {
  const headers = { authorization: `token ${stack.proxyToken}` }
  const routes = routesSchema.parse(JSON.parse((await http(stack.proxyApiUrl, { headers })).body))
  return routes[`${stack.baseUrl}user/${user}`]?.last_activity
}
