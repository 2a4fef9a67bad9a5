import { beforeAll, describe, expect, test } from 'vitest'
import { parseVersion } from '#hub/versions.ts'
import type { HubVersion } from '#stack/hub-versions.ts'
import * as z from 'zod/mini'
import type { Case, CaseOf, Fn } from './case.ts'
import { agrees, describeCase } from './compare.ts'
import { admitsIgnorance, framesIntersection, namesItsReason, namesOverlooked } from './foresight.ts'
import { type Hub, hubOf } from './hub.ts'
import { shrink } from './shrink.ts'

/** How many cases of each of the hub's functions. */
const counts: Record<Fn, number> = {
  expand: 1400,
  parse: 500,
  reduce: 400,
  intersect: 1400,
  exist: 700,
  field: 700,
  decide: 2000,
  authorize: 1000,
  holder: 400,
  token: 800,
  'check-token': 400,
  resolve: 500,
  custom: 300,
}

const functions: Record<Fn, string> = {
  expand: 'expand_scopes',
  parse: 'parse_scopes',
  reduce: 'reduce_scopes',
  intersect: '_intersect_expanded_scopes',
  exist: '_check_scopes_exist',
  field: 'check_scope_filter',
  decide: 'the handlers of all operations',
  authorize: 'needs_scope',
  holder: 'get_scopes_for users and services',
  token: 'get_scopes_for tokens',
  'check-token': '_check_token_scopes',
  resolve: '_resolve_requested_scopes',
  custom: 'define_custom_scopes',
}

const seed = z.parse(z.coerce.number().check(z.int(), z.gte(0), z.lt(2 ** 32)), process.env['SCOPES_SEED'])

/** Compares our engine with a hub's own code on random cases. `SCOPES_SEED` repeats a run. */
export function compareWith(text: HubVersion): void {
  const version = parseVersion(text)
  if (!version) throw new Error(`${text} is no version`)
  const again = `SCOPES_SEED=${seed}`
  let hub: Hub
  let cases: Case[]
  const of = <F extends Fn>(...fns: F[]) =>
    cases.filter((each): each is CaseOf<F> => (fns as readonly string[]).includes(each.fn))

  describe(`scopes of JupyterHub ${text}`, () => {
    beforeAll(async () => {
      hub = await hubOf(text, seed)
      cases = await hub.random(counts)
      process.stdout.write(`${cases.length} cases against JupyterHub ${text}, ${again}\n`)
    })

    test.each(Object.keys(counts) as Fn[])('%s: no differences', async (fn) => {
      const all = of(fn)
      expect(all).toHaveLength(counts[fn])
      const differing = all.filter((each) => !agrees(each, version))
      const [first] = differing.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
      if (!first) return
      const smallest = describeCase(await shrink(first, version, hub), version)
      expect.fail(
        `${differing.length} of ${all.length} cases of ${functions[fn]} differ (${again}). The smallest:\n${smallest}`,
      )
    })

    test('a user’s unknown groups make a decision unknown, and nothing else does', () => {
      expect(of('decide', 'authorize').find((each) => !admitsIgnorance(each, version))).toBeUndefined()
      expect(of('intersect').find((each) => !framesIntersection(each, version))).toBeUndefined()
    })

    test('the scopes that a decision names decide the same way by themselves', () => {
      const decided = of('decide', 'authorize')
      expect(decided.find((each) => !namesItsReason(each, version))).toBeUndefined()
      expect(decided.find((each) => !namesOverlooked(each, version))).toBeUndefined()
    })
  })
}
