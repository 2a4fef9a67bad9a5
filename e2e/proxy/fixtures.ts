import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HubVersion } from '#stack/hub-versions.ts'
import type { Stack } from '#stack/stack-options.ts'
import { startStack } from '#stack/stack.ts'
import { test as base } from '../fixtures.ts'
import { makeCertificates } from './certificates.ts'
import { edges } from './edges/all.ts'
import type { EdgeName } from './edges/edge.ts'
import { findProgram } from './find-program.ts'
import { startRealServer } from './real-server.ts'
import type { Change } from './site.ts'
import { startEdge, type RunningEdge } from './start-edge.ts'

export interface ProxyOptions {
  hubRelease: HubVersion
}

interface WorkerFixtures {
  /** One hub for all proxies of a worker, with a real server of `admin` that runs. */
  stack: Stack
  certificates: string
}

interface Fixtures {
  /** Starts a proxy in front of the hub and ends it with the test. Skips the test when the proxy cannot be had. */
  putInFront(name: EdgeName, changes?: readonly Change[]): Promise<RunningEdge>
}

/** Hubscope asks the public address, too: a site with an authority of its own tells Node so. */
const trustInPython = (file: string) => `
for service in c.JupyterHub.services:
    if service["name"] == "hubscope":
        service["environment"]["NODE_EXTRA_CA_CERTS"] = ${JSON.stringify(file)}
`

export const test = base.extend<Fixtures, ProxyOptions & WorkerFixtures>({
  hubRelease: ['6.1.1', { option: true, scope: 'worker' }],

  certificates: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright finds out what a fixture needs from this pattern.
    async ({}, provide) => {
      const directory = mkdtempSync(join(tmpdir(), 'hubscope-tls-'))
      await makeCertificates(directory)
      await provide(directory)
      rmSync(directory, { recursive: true })
    },
    { scope: 'worker' },
  ],

  stack: [
    async ({ hubRelease, certificates }, provide) => {
      const stack = await startStack({
        hub: hubRelease,
        people: 0,
        servers: false,
        culler: false,
        extraConfig: trustInPython(join(certificates, 'ca.pem')),
      })
      await startRealServer(stack.hubApi)
      await provide(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],

  putInFront: async ({ stack, certificates }, provide) => {
    const started: RunningEdge[] = []
    await provide(async (name, changes = []) => {
      const edge = edges[name]
      const program = await findProgram(edge)
      if ('missing' in program) {
        test.skip(true, program.missing)
        throw new Error(program.missing)
      }
      const upstreamPort = Number(new URL(stack.url).port)
      const options = {
        edge,
        program: program.path,
        runDir: stack.runDir,
        upstreamPort,
        certificates,
        changes,
      }
      const running = await startEdge(options)
      started.push(running)
      return running
    })
    await Promise.all(started.map((edge) => edge.stop()))
  },
})

export { expect } from '../fixtures.ts'
