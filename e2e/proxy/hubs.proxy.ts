import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DoctorFinding } from '#diagnosis/doctor/finding.ts'
import { demand } from '#stack/hub-client.ts'
import type { HubVersion } from '#stack/hub-versions.ts'
import type { Stack } from '#stack/stack-options.ts'
import { waitFor } from '#stack/wait.ts'
import { examineAt } from './examine.ts'
import { edges } from './edges/all.ts'
import { findProgram } from './find-program.ts'
import * as cases from './fixes/broken-hubs.ts'
import type { HubCase } from './fixes/broken-hubs.ts'
import { issueCertificates, putInFrontOf, startHubForProxies, trustInPython } from './hub.ts'
import { logInAtHub } from './log-in.ts'
import { startRealServer } from './real-server.ts'
import { printedForHub } from './recipes/printed.ts'
import { serversOf } from './spawn.ts'
import type { RunningEdge } from './start-edge.ts'
import { holdTerminal, openTerminal } from './terminal.ts'
import { newVisitor, type Visitor } from './visitor.ts'

const program = await findProgram(edges.nginx)
const certificates = await issueCertificates()
afterAll(() => certificates.remove())

/** A site in front of a hub, as it is repaired at the hub's side. */
type Site = { edge: RunningEdge; findings: readonly DoctorFinding[]; lines: string[]; visitor(): Visitor }

const startHub = (release: HubVersion) => startHubForProxies(release, certificates.directory)

/** What the doctor finds there, logged in as `admin`. */
async function examine(stack: Stack, url: string, idle?: number) {
  return (await examineAt(stack, url, { idle })).findings
}

function putInFront(stack: Stack, { changes }: Pick<HubCase, 'changes'>) {
  if ('missing' in program) throw new Error(program.missing)
  return putInFrontOf(stack, edges.nginx, {
    program: program.path,
    certificates: certificates.directory,
    changes,
  })
}

async function openSite(stack: Stack, one: HubCase): Promise<Site> {
  const edge = await putInFront(stack, one)
  const findings = await examine(stack, edge.origin, one.idle)
  const lines = printedForHub(findings, one.text)
  return { edge, findings, lines, visitor: () => newVisitor(edge.origin) }
}

/** As an operator does it: lines `NAME="value"` go into the hub's environment, the others to the end of its configuration. */
async function restart(stack: Stack, lines: readonly string[]): Promise<void> {
  const env: Record<string, string> = {}
  const python = [trustInPython(join(certificates.directory, 'ca.pem'))]
  for (const line of lines) {
    const [, name, value = ''] = /^([A-Z_]+)="(.*)"$/.exec(line) ?? []
    if (name === undefined) python.push(line)
    else env[name] = value
  }
  await stack.stopHub()
  await stack.startHub({ extraConfig: python.join('\n'), env })
}

/** A server takes what is new in the configuration when it starts. */
async function restartServer(stack: Stack): Promise<void> {
  await demand(stack.hubApi, 'DELETE', '/users/admin/server')
  const isGone = async () => {
    const servers = await serversOf(stack.hubApi, 'admin')
    return servers[''] === undefined || undefined
  }
  await waitFor('The end of admin’s server', isGone, { timeout: 30_000 })
  await startRealServer(stack.hubApi)
}

async function logInAndOpenTerminal({ visitor }: Site) {
  const one = visitor()
  await logInAtHub(one, 'admin')
  return { visitor: one, terminal: await openTerminal(one, 'admin') }
}

async function endOfSilence(site: Site): Promise<string> {
  const { visitor, terminal } = await logInAndOpenTerminal(site)
  return holdTerminal(visitor, 'admin', terminal, 9_000)
}

/** What the hub sets when it takes a login. */
async function loginCookies({ visitor }: Site): Promise<string> {
  const one = visitor()
  await one.visit('/hub/login')
  const xsrf = one.cookie('_xsrf', '/hub/login') ?? ''
  const answer = await one.send('/hub/login', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username: 'admin', password: 'admin', _xsrf: xsrf }).toString(),
  })
  return (answer.headers['set-cookie'] ?? []).join('\n')
}

const secureLogin = /^jupyterhub-hub-login=.*; secure/im

describe.skipIf('missing' in program)('a hub 6.1.1 with the lines that the doctor prints for it', () => {
  let stack: Stack
  let sites: Record<'origin' | 'silence' | 'replicas' | 'networks' | 'publicAddress', Site>

  beforeAll(async () => {
    stack = await startHub('6.1.1')
    const [origin, silence, replicas, networks, publicAddress] = await Promise.all([
      openSite(stack, cases.origin),
      openSite(stack, cases.silence),
      openSite(stack, cases.replicas),
      openSite(stack, cases.networks),
      openSite(stack, cases.publicAddress),
    ])
    sites = { origin, silence, replicas, networks, publicAddress }
  })

  afterAll(async () => {
    await Promise.all(Object.values(sites ?? {}).map(({ edge }) => edge.stop()))
    await stack?.stop()
  })

  it('is broken without them', async () => {
    await expect(logInAndOpenTerminal(sites.origin)).rejects.toThrow(/A terminal was answered 4/)
    await expect(logInAtHub(sites.replicas.visitor(), 'admin')).rejects.toThrow(/ended with 403/)
    await expect(logInAtHub(sites.networks.visitor(), 'admin')).rejects.toThrow(/ended with 403/)
    for (const { findings } of [sites.replicas, sites.networks]) {
      expect(findings).toMatchObject([{ code: 'xsrf-login-ip', certainty: 'certain' }])
      expect(findings[0]?.evidence.join('\n')).toMatch(/^In 6 requests for its login form, the hub took/m)
    }
    expect(await loginCookies(sites.publicAddress)).toContain('jupyterhub-hub-login=')
    expect(await loginCookies(sites.publicAddress)).not.toMatch(secureLogin)
    expect(await endOfSilence(sites.silence)).toBe('cut')
  })

  it('lets servers take pages of a site whose Host is changed, keeps silent WebSockets, and lets people in', async () => {
    const { origin, silence, replicas, networks } = sites
    await restart(
      stack,
      [origin, silence, replicas, networks].flatMap(({ lines }) => lines),
    )
    await restartServer(stack)
    expect((await logInAndOpenTerminal(origin)).terminal).not.toBe('')
    expect(await examine(stack, origin.edge.origin)).toEqual([])
    await logInAtHub(replicas.visitor(), 'admin')
    await logInAtHub(networks.visitor(), 'admin')
    expect(await endOfSilence(silence)).toBe('kept')
  })

  it.each(['replicas', 'networks'] as const)(
    'is found well then, though addresses change: %s',
    async (name) => {
      const { findings, well } = await examineAt(stack, sites[name].edge.origin)
      expect(findings).toEqual([])
      expect(well).toContain('Several addresses arrive, and the hub takes the visitor for one all the same')
    },
  )

  it('marks its cookies Secure when it knows its public address', async () => {
    await restart(stack, sites.publicAddress.lines)
    expect(await loginCookies(sites.publicAddress)).toMatch(secureLogin)
    expect(await examine(stack, sites.publicAddress.edge.origin)).toEqual([])
  })
})

describe.skipIf('missing' in program)('a hub 3.1.1 that reads the host elsewhere', () => {
  it('takes calls of its own pages for its own', async () => {
    const stack = await startHub('3.1.1')
    const site = await openSite(stack, cases.otherHeader)
    try {
      expect(site.findings[0]?.code).toBe('ref-blocked')
      await restart(stack, site.lines)
      const after = await examine(stack, site.edge.origin)
      expect(after.map(({ code }) => code)).toEqual(['ws-origin-blocked'])
    } finally {
      await site.edge.stop()
      await stack.stop()
    }
  })
})
