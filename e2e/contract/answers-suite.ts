import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { isSince, type HubVersion } from '#hub/versions.ts'
import { versionSchema } from '#hub/wire/hub.ts'
import { newTokenSchema } from '#hub/wire/token.ts'
import { messageOf } from './attempt.ts'
import { call, json, tokenOf, type Hub } from './hub.ts'
import { ensureUser, groupAt } from './world.ts'

/** What every answer of a hub has, good or bad. */
export function tryAnswers(version: HubVersion, hub: () => Hub): void {
  describe('answers', () => {
    test('all name the version, refusals too', async () => {
      const answers = [
        await call(hub(), undefined, 'GET', '/'),
        await call(hub(), hub().admin, 'GET', '/users'),
        await call(hub(), tokenOf(''), 'GET', '/users'),
        await call(hub(), hub().admin, 'GET', '/users/nobody'),
      ]
      for (const { headers } of answers) expect(headers.get('x-jupyterhub-version')).toBe(version.text)
      const [first] = answers
      expect(first && z.parse(versionSchema, json(first)).version).toBe(version.text)
    })

    test('an unchanged answer is not sent again to who has it', async () => {
      const path = `/groups/${groupAt.inside}`
      const first = await call(hub(), hub().admin, 'GET', path)
      const etag = first.headers.get('etag')
      expect(etag).toBeTruthy()
      const again = await call(hub(), hub().admin, 'GET', path, { headers: { 'if-none-match': etag ?? '' } })
      expect(again).toMatchObject({ status: 304, text: '' })
    })

    test('a revoked token is not known from then on', async () => {
      await ensureUser(hub(), 'inside')
      const made = await call(hub(), hub().admin, 'POST', '/users/inside/tokens', {
        body: { note: 'contract' },
      })
      const { id, token } = z.parse(newTokenSchema, json(made))
      expect((await call(hub(), token, 'GET', '/user')).status).toBe(200)
      await call(hub(), hub().admin, 'DELETE', `/users/inside/tokens/${id}`)
      expect((await call(hub(), token, 'GET', '/user')).status).toBe(403)
      const denied = await call(hub(), token, 'GET', '/users')
      expect(denied.status).toBe(403)
      if (isSince(version, '4.1')) expect(messageOf(denied)).toBe('Missing or invalid credentials.')
    })

    test('a bare refusal has no words from 6.0 on, and the status text before', async () => {
      const answer = await call(hub(), hub().admin, 'GET', '/users/nobody')
      expect(answer.status).toBe(404)
      expect(messageOf(answer)).toBe(isSince(version, '6.0') ? null : 'Not Found')
    })

    test('a token that may not list users gets no part of the list', async () => {
      const answer = await call(hub(), tokenOf('read:users'), 'GET', '/users')
      expect(answer.status).toBe(403)
      expect(answer.text).not.toContain('inside')
    })

    test('POST /proxy is answered when the routes are checked', async () => {
      expect((await call(hub(), tokenOf('proxy'), 'POST', '/proxy')).status).toBe(200)
    })
  })
}
