import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '#stack/ports.ts'
import type { Stack } from '#stack/stack-options.ts'
import { examineAt } from './examine.ts'
import { edges } from './edges/all.ts'
import { findProgram } from './find-program.ts'
import { issueCertificates, putInFrontOf } from './hub.ts'
import { printedFor } from './recipes/printed.ts'
import { type Change, siteWithSubdomains } from './site.ts'
import { startHubWithSubdomains, withWildcard } from './subdomains.ts'

const programs = { nginx: await findProgram(edges.nginx), traefik: await findProgram(edges.traefik) }

describe.skipIf('missing' in programs.nginx).each(['6.1.1', '4.1.6'] as const)(
  'in front of hub %s with subdomains',
  (release) => {
    let stack: Stack
    let certificates: Awaited<ReturnType<typeof issueCertificates>>
    let ports: number[]

    beforeAll(async () => {
      certificates = await issueCertificates()
      ports = await freePorts(2)
      stack = await startHubWithSubdomains(release, certificates.directory, ports[0] ?? 0)
    })

    afterAll(async () => {
      await stack?.stop()
      certificates?.remove()
    })

    /** What the doctor finds, logged in as `admin`, from the address of the hub or of Hubscope. */
    async function examine(
      name: 'nginx' | 'traefik',
      changes: readonly Change[],
      { from = 'hub', recipe }: { from?: 'hub' | 'service'; recipe?: readonly string[] } = {},
    ) {
      const program = programs[name]
      if ('missing' in program) throw new Error(program.missing)
      const edge = await putInFrontOf(stack, edges[name], {
        program: program.path,
        certificates: certificates.directory,
        siteName: siteWithSubdomains,
        changes,
        ports,
        ...(recipe ? { recipe } : {}),
      })
      try {
        const { host, pathname } = new URL(stack.hubscopeUrl)
        const service = `https://${host.replace(/:\d+$/, '')}:${ports[0]}${pathname}`
        const url = from === 'hub' ? edge.origin : service
        return await examineAt(stack, url)
      } finally {
        await edge.stop()
      }
    }

    it.each(['hub', 'service'] as const)(
      'nginx that knows all names is silent, told the %s',
      async (from) => {
        const { findings, unchecked, site } = await examine('nginx', withWildcard, { from })
        expect(findings).toEqual([])
        expect(unchecked).toEqual(['Token', 'Silent WebSockets'])
        expect(new URL(site.results.page.hubUrl).hostname).toBe(siteWithSubdomains)
        expect(site.page.hostname).not.toBe(siteWithSubdomains)
      },
    )

    const rewritten = { find: 'Host $http_host', put: 'Host hub.example.org:$server_port' }
    it.runIf(release === '6.1.1').each([
      ['traefik', 'knows the hub’s name alone, as in deploy/', [], 'edge-paths-missing'],
      ['nginx', 'sends the hub’s name as Host', [...withWildcard, rewritten], 'ws-origin-blocked'],
    ] as const)('%s that %s is told how to mend it', async (name, _, changes, code) => {
      const [first] = (await examine(name, changes)).findings
      expect(first?.code).toBe(code)
      const recipe = first && printedFor(first, name)[0]?.lines
      if (!recipe) throw new Error('no lines to write')
      const { findings } = await examine(name, changes, { recipe })
      expect(findings, recipe.join('\n')).toEqual([])
    })
  },
)
