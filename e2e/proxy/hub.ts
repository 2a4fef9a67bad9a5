import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HubVersion } from '#stack/hub-versions.ts'
import type { Stack, StackOptions } from '#stack/stack-options.ts'
import { startStack } from '#stack/stack.ts'
import { hubPort } from './broken/case.ts'
import { makeCertificates } from './certificates.ts'
import type { Edge } from './edges/edge.ts'
import { startRealServer } from './real-server.ts'
import { startEdge, type EdgeOptions, type RunningEdge } from './start-edge.ts'

/** A directory with a throw-away authority and the site's certificate, gone after `remove`. */
export async function issueCertificates(): Promise<{ directory: string; remove: () => void }> {
  const directory = mkdtempSync(join(tmpdir(), 'hubscope-tls-'))
  await makeCertificates(directory)
  return { directory, remove: () => rmSync(directory, { recursive: true }) }
}

/** Hubscope asks the public address, too: a site with an authority of its own tells Node so. */
export const trustInPython = (file: string) => `
for service in c.JupyterHub.services:
    if service["name"] == "hubscope":
        service["environment"]["NODE_EXTRA_CA_CERTS"] = ${JSON.stringify(file)}
`

/** A hub that proxies are put in front of, one after the other or at once. Its `admin` has a real server that runs. */
export async function startHubForProxies(
  hub: HubVersion,
  certificates: string,
  { extraConfig = '', ...address }: Pick<StackOptions, 'baseUrl' | 'subdomain' | 'extraConfig'> = {},
): Promise<Stack> {
  const stack = await startStack({
    ...address,
    hub,
    people: 0,
    servers: false,
    culler: false,
    extraConfig: trustInPython(join(certificates, 'ca.pem')) + extraConfig,
  })
  try {
    await startRealServer(stack.hubApi)
    return stack
  } catch (error) {
    await stack.stop()
    throw error
  }
}

/** Starts a proxy in front of the hub. */
export function putInFrontOf(
  stack: Stack,
  edge: Edge,
  rest: Pick<EdgeOptions, 'program' | 'certificates' | 'changes' | 'recipe' | 'ports' | 'siteName'>,
): Promise<RunningEdge> {
  const portOf = (url: string) => new URL(url).port
  const changes = (rest.changes ?? []).map((change) => ({
    ...change,
    put: change.put.replaceAll(hubPort, portOf(stack.hubApiUrl)),
  }))
  return startEdge({
    ...rest,
    edge,
    changes,
    runDir: stack.runDir,
    base: stack.baseUrl,
    upstreamPort: Number(portOf(stack.url)),
  })
}
