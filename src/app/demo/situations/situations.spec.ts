import { describe, expect, it, vi } from 'vitest'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { runProbes } from '#diagnosis/doctor/ask/run.ts'
import { askServer } from '#diagnosis/doctor/ask/server.ts'
import { examine } from '#diagnosis/doctor/examine.ts'
import { judgeReach } from '#diagnosis/doctor/reach/judge-reach.ts'
import { insideSchema, targetSchema, visitorsSchema } from '#diagnosis/doctor/results.ts'
import { siteOf } from '#diagnosis/doctor/site.ts'
import { routesSchema } from '#hub/wire/route.ts'
import { userSchema } from '#hub/wire/user.ts'
import { csrfHeader, originHeader, sessionSchema } from '#server/contract.ts'
import { openWay } from '../testing/open-way.ts'
import { situationGroups, situationOf } from './all.ts'

const addresses = { https: 'https://demo.test:8443/some/where/', http: 'http://demo.test:8080/some/where/' }

// The doctor's own stream takes two seconds.
vi.setConfig({ testTimeout: 60_000 })

type Way = ReturnType<typeof openWay>

interface Time {
  /** Of all clocks but a broken one, in ms since the epoch. */
  now: () => number
  /** Goes by between the login and the check. */
  wait: () => void
}

const realTime: Time = { now: Date.now, wait: () => {} }

async function sessionAt(way: Way, address: string) {
  const headers = { [originHeader]: new URL(address).origin }
  const opened = await way.respond(new Request(`${address}api/session`, { headers }))
  const session = sessionSchema.parse(await opened.json())
  if (session.state !== 'signed-in') throw new Error('nobody is logged in')
  return session
}

/** What the doctor finds, by the probes that a browser sends. */
async function examined(way: Way, address: string, { now, wait } = realTime) {
  const { origin, pathname: prefix } = new URL(address)
  const ask = (path: string, init?: RequestInit) => way.respond(new Request(`${address}${path}`, init))
  const { csrf, hubUrl } = await sessionAt(way, address)
  wait()
  const context: ProbeContext = {
    kind: 'browser',
    page: { origin, prefix, hubUrl: new URL(hubUrl, origin).href, trustworthy: true },
    async send(url, { method = 'GET', headers = {}, body, referrer }, signal) {
      const init = { method, headers, signal, ...(body ? { body } : {}), ...(referrer ? { referrer } : {}) }
      return way.respond(new Request(url, init))
    },
    openSocket: (url) => way.openSocket(new URL(url)),
    async lookInside() {
      const response = await ask('api/probe', { method: 'POST', headers: { [csrfHeader]: csrf } })
      return response.ok ? insideSchema.parse(await response.json()) : undefined
    },
    async askAsSenders(senders) {
      const headers = { [csrfHeader]: csrf, 'Content-Type': 'application/json' }
      const body = JSON.stringify({ senders })
      const response = await ask('api/probe/visitors', { method: 'POST', headers, body })
      return response.ok ? visitorsSchema.parse(await response.json()).visitors : undefined
    },
    signal: new AbortController().signal,
    now,
  }
  return examine(await runProbes(context))
}

const ids = situationGroups.flatMap(({ ids }) => ids)
/** A silent socket is held after the run, and `sockets.spec.ts` holds one. */
const forDoctor = ids.filter((id) => situationOf(id).place.to === '/doctor' && id !== 'silence-cut')

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
      // Some things go wrong only after a while, so that there is a page to look from.
      let later = 0
      const time = { now: () => Date.now() + later, wait: () => (later = 10_000) }
      const { findings } = await examined(openWay(address, id, time), address, time)
      expect(findings.map(({ code }) => code)[0]).toBe(finding)
    })
  }

  it.concurrent('nothing but the other hub, where the address leads to one', async () => {
    const { findings } = await examined(openWay(addresses.https, 'another-hub'), addresses.https)
    expect(findings.map(({ code }) => code)).toEqual(['unexpected-answer'])
  })

  it.concurrent('a loop also where page and servers have the same host', async () => {
    const address = 'http://127.0.0.1:8080/some/where/'
    const { findings } = await examined(openWay(address, 'host-loop'), address)
    expect(findings[0]?.code).toBe('host-route-loop-431')
  })
})

describe('a check of who answers for servers', () => {
  const { https: address } = addresses

  it.each([
    ['servers-culled', 'server-stopped-424'],
    ['target-gone', 'target-down-503'],
    ['certificate-unknown', 'chp-tls-503'],
    ['none', 'reached'],
  ] as const)('with %s sees %s', async (id, expected) => {
    const way = openWay(address, id)
    const read = async (path: string) => (await way.respond(new Request(`${address}${path}`))).json()
    // Redirects are followed, as the page does.
    const ask = async (url: string): Promise<Response> => {
      const response = await way.respond(new Request(url))
      const location = response.headers.get('Location')
      return location === null ? response : ask(new URL(location, url).href)
    }
    const page = { origin: new URL(address).origin, prefix: '/', hubUrl: '', trustworthy: true }
    const signal = new AbortController().signal
    const context = { kind: 'browser' as const, page, send: ask, signal, now: Date.now }
    const { csrf } = await sessionAt(way, address)
    const question = { user: 'student', server: '', ready: true, url: `${address}site/user/student/` }
    const reach = await askServer(context, question, {
      closely: false,
      async findRoute() {
        const route = routesSchema.parse(await read('hub/api/proxy'))['/user/student/']
        return route ? { spec: route.routespec, target: route.target } : {}
      },
      async lookAtTarget(spec) {
        const init = { method: 'POST', headers: { [csrfHeader]: csrf }, body: JSON.stringify({ spec }) }
        const response = await way.respond(new Request(`${address}api/probe/target`, init))
        return targetSchema.parse(await response.json())
      },
    })
    const site = siteOf({ at: 0, asker: 'browser', page, hubVersion: '6.1.1' })
    // It may have stopped meanwhile.
    const { servers } = userSchema.parse(await read('hub/api/users/student'))
    const verdict = judgeReach(site, { ...reach, ready: servers?.['']?.ready ?? false })
    expect(verdict.kind === 'wrong' ? verdict.finding.code : verdict.kind).toBe(expected)
  })
})
