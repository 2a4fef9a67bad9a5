import type { HubVersion } from '#stack/hub-versions.ts'
import type { Stack } from '#stack/stack-options.ts'
import { test as base } from '../fixtures.ts'
import { edges } from './edges/all.ts'
import type { EdgeName } from './edges/edge.ts'
import { findProgram } from './find-program.ts'
import { issueCertificates, putInFrontOf, startHubForProxies } from './hub.ts'
import type { Change } from './site.ts'
import type { EdgeOptions, RunningEdge } from './start-edge.ts'

export interface ProxyOptions {
  hubRelease: HubVersion
}

interface WorkerFixtures {
  /** One hub for all proxies of a worker, with a real server of `admin` that runs. */
  stack: Stack
  certificates: string
}

/** Lines that are written into the same site's file afterwards. */
type Repair = Pick<EdgeOptions, 'recipe' | 'ports'>

interface Fixtures {
  /** Starts a proxy in front of the hub and ends it with the test. Skips the test when the proxy cannot be had. */
  putInFront(name: EdgeName, changes?: readonly Change[], repair?: Repair): Promise<RunningEdge>
}

export const test = base.extend<Fixtures, ProxyOptions & WorkerFixtures>({
  hubRelease: ['6.1.1', { option: true, scope: 'worker' }],

  certificates: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright finds out what a fixture needs from this pattern.
    async ({}, provide) => {
      const { directory, remove } = await issueCertificates()
      await provide(directory)
      remove()
    },
    { scope: 'worker' },
  ],

  stack: [
    async ({ hubRelease, certificates }, provide) => {
      const stack = await startHubForProxies(hubRelease, certificates)
      await provide(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],

  putInFront: async ({ stack, certificates }, provide) => {
    const started: RunningEdge[] = []
    await provide(async (name, changes = [], repair = {}) => {
      const edge = edges[name]
      const program = await findProgram(edge)
      if ('missing' in program) {
        test.skip(true, program.missing)
        throw new Error(program.missing)
      }
      const running = await putInFrontOf(stack, edge, {
        ...repair,
        program: program.path,
        certificates,
        changes,
      })
      started.push(running)
      return running
    })
    await Promise.all(started.map((edge) => edge.stop()))
  },
})

export { expect } from '../fixtures.ts'
