import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examineSite } from '#server/doctor/doctor.ts'
import { freePorts } from '#stack/ports.ts'
import type { Stack } from '#stack/stack-options.ts'
import { edges } from './edges/all.ts'
import { findProgram } from './find-program.ts'
import { issueCertificates, putInFrontOf } from './hub.ts'
import { type Change, siteWithSubdomains } from './site.ts'
import { startHubWithSubdomains, withWildcard } from './subdomains.ts'

const program = await findProgram(edges.nginx)

describe.skipIf('missing' in program).each(['6.1.1', '4.1.6'] as const)(
  'nginx in front of hub %s with subdomains',
  (release) => {
    let stack: Stack
    let certificates: Awaited<ReturnType<typeof issueCertificates>>
    let passwordFile: string
    let ports: number[]

    beforeAll(async () => {
      certificates = await issueCertificates()
      ports = await freePorts(2)
      stack = await startHubWithSubdomains(release, certificates.directory, ports[0] ?? 0)
      passwordFile = join(stack.runDir, 'password')
      writeFileSync(passwordFile, 'admin')
    })

    afterAll(async () => {
      await stack?.stop()
      certificates?.remove()
    })

    /** What the doctor finds, logged in as `admin`, from the address of the hub or of Hubscope. */
    async function examine(changes: readonly Change[], from: 'hub' | 'service') {
      if ('missing' in program) throw new Error(program.missing)
      const edge = await putInFrontOf(stack, edges.nginx, {
        program: program.path,
        certificates: certificates.directory,
        siteName: siteWithSubdomains,
        changes,
        ports,
      })
      try {
        const { host, pathname } = new URL(stack.hubscopeUrl)
        const service = `https://${host.replace(/:\d+$/, '')}:${ports[0]}${pathname}`
        const url = from === 'hub' ? edge.origin : service
        const options = { url, user: 'admin', passwordFile, insecure: true }
        return await examineSite(options, AbortSignal.timeout(90_000))
      } finally {
        await edge.stop()
      }
    }

    it.each(['hub', 'service'] as const)('that knows all names is silent, told the %s', async (from) => {
      const { findings, unchecked, site } = await examine(withWildcard, from)
      expect(findings).toEqual([])
      expect(unchecked).toEqual(['Token', 'Silent WebSockets'])
      expect(new URL(site.results.page.hubUrl).hostname).toBe(siteWithSubdomains)
      expect(site.page.hostname).not.toBe(siteWithSubdomains)
    })
  },
)
