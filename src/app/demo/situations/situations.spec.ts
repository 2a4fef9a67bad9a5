import { describe, expect, it, vi } from 'vitest'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { runProbes } from '#diagnosis/doctor/ask/run.ts'
import { examine } from '#diagnosis/doctor/examine.ts'
import { insideSchema } from '#diagnosis/doctor/results.ts'
import { csrfHeader, originHeader, sessionSchema } from '#server/contract.ts'
import { openWay } from '../testing/open-way.ts'
import { situationGroups, situationOf } from './all.ts'

const addresses = { https: 'https://demo.test:8443/some/where/', http: 'http://demo.test:8080/some/where/' }

// The doctor's own stream takes two seconds.
vi.setConfig({ testTimeout: 60_000 })

type Way = ReturnType<typeof openWay>

/** What the doctor finds, by the probes that a browser sends. */
async function examined(way: Way, address: string) {
  const { origin, pathname: prefix } = new URL(address)
  const ask = (path: string, init?: RequestInit) => way.respond(new Request(`${address}${path}`, init))
  const opened = await ask('api/session', { headers: { [originHeader]: origin } })
  const session = sessionSchema.parse(await opened.json())
  const csrf = session.state === 'signed-in' ? session.csrf : ''
  const context: ProbeContext = {
    kind: 'browser',
    page: { origin, prefix, hubUrl: `${address}site/hub/`, trustworthy: true },
    async send(url, { method = 'GET', headers = {}, body, referrer }, signal) {
      const init = { method, headers, signal, ...(body ? { body } : {}), ...(referrer ? { referrer } : {}) }
      return way.respond(new Request(url, init))
    },
    openSocket: (url) => way.openSocket(new URL(url)),
    async lookInside() {
      const response = await ask('api/probe', { method: 'POST', headers: { [csrfHeader]: csrf } })
      return response.ok ? insideSchema.parse(await response.json()) : undefined
    },
    signal: new AbortController().signal,
    now: Date.now,
  }
  return examine(await runProbes(context))
}

const ids = situationGroups.flatMap(({ ids }) => ids)
const forDoctor = ids.filter((id) => situationOf(id).place.to === '/doctor' && id !== 'hub-gone')

describe('where nothing is broken', () => {
  for (const version of ['6.1.1', '5.5.4', '4.1.6', '3.1.1'] as const) {
    for (const address of Object.values(addresses)) {
      it.concurrent(`the doctor is silent on hub ${version} at ${address}`, async () => {
        const { findings, unchecked } = await examined(openWay(address, 'none', { version }), address)
        expect(findings).toEqual([])
        // The page joins the routes itself, and holds a silent socket after everything else.
        expect(unchecked).toEqual(['Routes', 'Silent WebSockets'])
      })
    }
  }
})

describe('the doctor names first', () => {
  for (const id of forDoctor) {
    const { finding, title, need } = situationOf(id)
    it.concurrent(`${finding}: ${title}`, async () => {
      const address = need === 'http' ? addresses.http : addresses.https
      const { findings } = await examined(openWay(address, id), address)
      expect(findings.map(({ code }) => code)[0]).toBe(finding)
    })
  }

  it.concurrent('a loop also where page and servers have the same host', async () => {
    const address = 'http://127.0.0.1:8080/some/where/'
    const { findings } = await examined(openWay(address, 'host-loop'), address)
    expect(findings[0]?.code).toBe('host-route-loop-431')
  })
})
