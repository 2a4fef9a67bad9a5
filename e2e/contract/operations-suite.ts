import { describe, expect, test } from 'vitest'
import { filteredMessage, requiredScopesOf } from '#hub/errors.ts'
import { operationOf, type OperationId, requiredScopes } from '#hub/operations.ts'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { attempt, attemptWith, messageOf, parsed } from './attempt.ts'
import { cases } from './cases.ts'
import { matchingFilters, operationIds, unrelated } from './grants.ts'
import { foresee } from './foresee.ts'
import type { Hub } from './hub.ts'

/** Puts every row of the operation table on trial. */
export function tryOperations(version: HubVersion, hub: () => Hub): void {
  test.each(operationIds)('%s has a case', (id) => {
    expect(cases).toHaveProperty(id)
  })

  describe.each(operationIds)('%s', (id) => {
    if (!isSince(version, operationOf(id).since)) {
      test('is not known to this hub', async () => {
        const answer = await attempt(hub(), id, hub().admin)
        expect([404, 405]).toContain(answer.status)
      })
      return
    }
    test('succeeds for an admin, and the schema parses the answer', async () => {
      const answer = await attempt(hub(), id, hub().admin)
      expect(answer).toMatchObject({ status: cases[id].status })
      parsed(id, answer)
    })
    tryGrants(id, version, hub)
    tryCredentials(id, version, hub)
    if (operationOf(id).target === 'none') tryWholeHub(id, version, hub)
    else tryFilters(id, version, hub)
  })
}

function tryGrants(id: OperationId, version: HubVersion, hub: () => Hub): void {
  const scopes = requiredScopes(id, version)
  if (scopes.length === 0) return
  test.each(scopes)('is allowed with only %s, and the schema parses the answer', async (scope) => {
    expect(foresee(id, version, scope, 'inside')).toMatchObject({ verdict: 'allowed' })
    const answer = await attemptWith(hub(), id, scope)
    expect(answer).toMatchObject({ status: cases[id].status })
    parsed(id, answer)
  })
  test.each([
    ['an empty token', ''],
    ['an unrelated scope', unrelated],
  ])('is refused with %s, and the refusal names the scopes of the table', async (_, grant) => {
    expect(foresee(id, version, grant, 'inside')).toMatchObject({ verdict: 'denied', why: 'missing', scopes })
    const answer = await attemptWith(hub(), id, grant)
    expect(answer.status).toBe(403)
    const { ownWords } = cases[id]
    if (ownWords) expect(messageOf(answer)).toMatch(ownWords)
    else expect(requiredScopesOf(messageOf(answer))).toEqual(scopes)
  })
}

function tryCredentials(id: OperationId, version: HubVersion, hub: () => Hub): void {
  const { target } = operationOf(id)
  if (target === 'public') {
    test('needs no token', async () => {
      expect((await attempt(hub(), id, undefined)).status).toBe(cases[id].status)
    })
    return
  }
  if (target === 'any-credential') {
    test('takes a token without any scope', async () => {
      const answer = await attemptWith(hub(), id, '')
      expect(answer).toMatchObject({ status: cases[id].status })
      parsed(id, answer)
    })
  }
  test('is refused without a token, and with one that the hub does not know', async () => {
    for (const token of [undefined, 'not-a-token']) {
      const answer = await attempt(hub(), id, token)
      expect(answer.status).toBe(403)
      const isChecked = target !== 'any-credential' && !cases[id].ownWords && isSince(version, '4.1')
      if (isChecked) expect(messageOf(answer)).toBe('Missing or invalid credentials.')
    }
  })
}

/** Operations without a target: a filtered scope opens them up to 4.x only. */
function tryWholeHub(id: OperationId, version: HubVersion, hub: () => Hub): void {
  const isStrict = isSince(version, '5.0')
  test.each(requiredScopes(id, version))(
    `${isStrict ? 'is refused' : 'is allowed'} with a filtered %s`,
    async (scope) => {
      const { verdict } = foresee(id, version, `${scope}!user=inside`, 'inside')
      expect(verdict).toBe(isStrict ? 'denied' : 'allowed')
      const answer = await attemptWith(hub(), id, `${scope}!user=inside`)
      expect(answer.status).toBe(isStrict ? 403 : cases[id].status)
      if (isStrict) expect(requiredScopesOf(messageOf(answer))).toEqual(requiredScopes(id, version))
    },
  )
}

function tryFilters(id: OperationId, version: HubVersion, hub: () => Hub): void {
  const filtered = requiredScopes(id, version).flatMap((scope) =>
    matchingFilters(id, version).map((filter) => `${scope}!${filter}`),
  )
  if (filtered.length === 0) return
  test.each(filtered)('is allowed with %s on what it names', async (grant) => {
    expect(foresee(id, version, grant, 'inside')).toMatchObject({ verdict: 'allowed' })
    const answer = await attemptWith(hub(), id, grant)
    expect(answer).toMatchObject({ status: cases[id].status })
    parsed(id, answer)
  })
  test.each(filtered)('is refused with %s on anything else, in words that do not tell', async (grant) => {
    expect(foresee(id, version, grant, 'outside')).toMatchObject({ verdict: 'denied', why: 'filtered-out' })
    const answer = await attemptWith(hub(), id, grant, 'outside')
    const { ownWords } = cases[id]
    if (ownWords) {
      expect(answer.status).toBe(403)
      expect(messageOf(answer)).toMatch(ownWords)
    } else {
      expect(answer.status).toBe(404)
      expect(messageOf(answer)).toBe(filteredMessage)
    }
  })
}
