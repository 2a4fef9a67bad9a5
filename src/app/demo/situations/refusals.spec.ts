import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { diagnose } from '#diagnosis/diagnose.ts'
import type { OperationId } from '#hub/operations.ts'
import { originHeader, sessionSchema, type SignedIn } from '#server/contract.ts'
import { setCsrfToken } from '../../api/csrf.ts'
import { call, type CallOptions } from '../../api/http.ts'
import { permissionsOf } from '../../api/permissions.ts'
import { evidenceOf } from '../../inspector/findings/evidence-of.ts'
import { exchanges } from '../../inspector/record/exchange-store.ts'
import { openWay } from '../testing/open-way.ts'
import { type SituationId, situationGroups, situationOf } from './all.ts'

const address = vi.hoisted(() => {
  const address = 'https://demo.test/some/where/'
  // Of a page its modules need no more; all of jsdom would bring signals that Node's Request does not take.
  Object.assign(globalThis, { document: { baseURI: address }, addEventListener() {} })
  return address
})

interface Ask {
  operation: OperationId
  options?: CallOptions
  /** Milliseconds that pass before it is asked. */
  before?: number
}

/** What a visitor does where the demo says that it shows. */
const asks: Partial<Record<SituationId, Ask>> = {
  'scope-missing': { operation: 'listRoutes' },
  'spawns-throttled': { operation: 'startServer', options: { params: { user: 'student', server: 'spare' } } },
  'list-poisoned': { operation: 'listUsers' },
  'login-ended': { operation: 'listUsers', before: 21_000 },
  'answers-cut': { operation: 'listUsers' },
  'hub-slow': { operation: 'listUsers' },
  'hub-gone': { operation: 'listUsers', before: 9_000 },
  'methods-blocked': {
    operation: 'stopServer',
    options: { params: { user: 'student', server: '' } },
  },
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  exchanges.clear()
})

/** The first finding of the inspector when the page asks this; undefined when all went well. */
async function named(
  fault: SituationId | 'none',
  { operation, options, before = 0 }: Ask,
  version = situationOf(fault)?.version,
) {
  const way = openWay(address, fault, { version })
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => way.respond(new Request(url, init)))
  const session = await signIn(way)
  await vi.advanceTimersByTimeAsync(before)
  const answer = call(operation, options).then(
    () => true,
    () => true,
  )
  const pause = () => vi.advanceTimersByTimeAsync(500).then(() => false)
  for (let isAnswered = false; !isAnswered;) isAnswered = await Promise.race([answer, pause()])
  const exchange = exchanges.snapshot().at(-1)
  const evidence = exchange && evidenceOf(exchange, permissionsOf(session))
  return evidence && diagnose(evidence)[0].code
}

async function signIn(way: ReturnType<typeof openWay>): Promise<SignedIn> {
  const headers = { [originHeader]: new URL(address).origin }
  const answer = await way.respond(new Request(`${address}api/session`, { headers }))
  const session = sessionSchema.parse(await answer.json())
  if (session.state !== 'signed-in') throw new Error('nobody is logged in')
  setCsrfToken(session.csrf)
  return session
}

/** Situations of which neither the doctor nor a server is asked, but the inspector at the request that fails. */
const ids = situationGroups
  .flatMap(({ ids }) => ids)
  .filter((id) => !['/doctor', '/servers'].includes(situationOf(id).place.to) || asks[id])

describe.each(ids)('%s', (id) => {
  const ask = asks[id]
  const { finding, version } = situationOf(id)

  it(`is explained as ${finding} by the inspector`, async () => {
    expect(ask && (await named(id, ask))).toBe(finding)
  })

  it('explains nothing once it is switched off', async () => {
    expect(ask && (await named('none', ask, version))).toBeUndefined()
  })
})
