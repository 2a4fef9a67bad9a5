import { isDefined } from '#hub/scopes/hierarchy.ts'
import { parseScope } from '#hub/scopes/parse.ts'
import { type HubVersion, isSince } from '#hub/versions.ts'
import { empty, json } from '../answers.ts'
import type { Core } from '../core.ts'
import { type Caller, excessScopes, tokenId } from '../credentials.ts'
import { findUser, newId, type TokenRow, type UserRow } from '../db.ts'
import { type Call, type Endpoint, endpoint } from '../endpoint.ts'
import { isObject, isStringList, isTruthy, pythonRepr } from '../json.ts'
import { tokenModel } from '../models.ts'
import { randomToken } from '../random.ts'
import { Refusal } from '../refusal.ts'
import { existing } from './users.ts'

/** `/users/{user}/tokens`. Source: `UserTokenListAPIHandler` and `UserTokenAPIHandler`. */
export function tokenEndpoints(core: Core): Endpoint[] {
  const { db, clock, limits, version } = core
  const userOf = (call: Call): UserRow => {
    const name = call.param('user')
    return existing(findUser(db, name), `No such user: ${name}`)
  }
  const tokensOf = (user: UserRow) =>
    [...db.tokens.values()].filter(({ owner }) => owner.kind === 'user' && owner.id === user.id)
  const tokenOf = (user: UserRow, id: string): TokenRow => {
    const found = tokensOf(user).find((token) => tokenId(token) === id)
    // Older hubs have other words for an id that is well formed.
    const isOld = !isSince(version, '5.0') && /^a\d+$/.test(id)
    return existing(found, isOld ? 'Token not found None' : `No such token ${id} for user ${user.name}`)
  }
  return [
    endpoint(core, 'GET', '/users/:user/tokens', { anyOf: ['read:tokens'], about: 'user' }, (call) => {
      const user = userOf(call)
      for (const token of tokensOf(user)) {
        if (token.expiresAt !== null && token.expiresAt < clock.now()) db.tokens.delete(token.id)
      }
      const lastUse = (token: TokenRow) => token.lastActivity ?? token.created
      const sorted = tokensOf(user).toSorted((a, b) => lastUse(a) - lastUse(b))
      return json({ api_tokens: sorted.map((token) => tokenModel(core, token)) })
    }),

    // Not the usual check: this one never answers 404, and tells no scopes.
    endpoint(core, 'POST', '/users/:user/tokens', 'any-credential', async (call) => {
      const sent = await call.body()
      const body = isTruthy(sent) ? sent : {}
      if (!isObject(body)) throw new Refusal(400, 'Body must be a JSON dict or empty')
      const name = call.param('user')
      const user = findUser(db, name)
      const { kind } = call.caller.principal
      if (!user || !call.sight.user('tokens', user)) {
        const title = kind === 'user' ? 'User' : 'Service'
        throw new Refusal(403, `${title} ${name} not found or no permissions to generate tokens`)
      }
      const scopes = requestedScopes(body['scopes'], user)
      const token: TokenRow = {
        id: newId(db),
        value: randomToken(core.random),
        owner: { kind: 'user', id: user.id },
        scopes,
        clientId: 'jupyterhub',
        clientDescription: 'JupyterHub',
        note: noteOf(body['note'], call.caller, user),
        sessionId: null,
        created: clock.now(),
        lastActivity: null,
        expiresAt: expiry(body['expires_in']),
      }
      db.tokens.set(token.id, token)
      return json({ ...tokenModel(core, token), token: token.value }, 201)
    }),

    endpoint(core, 'GET', '/users/:user/tokens/:token', { anyOf: ['read:tokens'], about: 'user' }, (call) =>
      json(tokenModel(core, tokenOf(userOf(call), call.param('token')))),
    ),

    endpoint(core, 'DELETE', '/users/:user/tokens/:token', { anyOf: ['tokens'], about: 'user' }, (call) => {
      const user = userOf(call)
      const { id, clientId } = tokenOf(user, call.param('token'))
      // An OAuth token takes all tokens of its client with it.
      for (const token of tokensOf(user)) {
        if (token.id === id || (clientId !== 'jupyterhub' && token.clientId === clientId)) {
          db.tokens.delete(token.id)
        }
      }
      return empty(204)
    }),
  ]

  function requestedScopes(wish: unknown, user: UserRow): string[] {
    if (wish === undefined || wish === null) return ['inherit']
    // What is no scope at all breaks hubs below 5.0.
    const refuse = (text: string) => (isSince(version, '5.0') ? new Refusal(400, text) : new Refusal(500))
    if (!isStringList(wish)) {
      throw refuse(`token scopes must be null or a list of strings, not ${pythonRepr(wish)}`)
    }
    for (const scope of wish) {
      const objection = objectionTo(scope, version)
      if (objection) throw refuse(`"${objection}"`)
    }
    const excess = excessScopes(db, { kind: 'user', row: user }, wish, version)
    if (excess.length > 0) {
      const list = excess.join(',')
      throw new Refusal(400, `Not assigning requested scopes ${list} not held by User ${user.name}`)
    }
    return wish
  }

  function expiry(wish: unknown): number | null {
    const max = limits.tokenExpiresInMaxSeconds
    if (wish === undefined || wish === null) return max ? clock.now() + max * 1000 : null
    if (typeof wish !== 'number' || !Number.isInteger(wish)) {
      if (!isSince(version, '5.0')) throw new Refusal(500)
      throw new Refusal(400, `token expires_in must be null or integer, not ${pythonRepr(wish)}`)
    }
    if (max && wish > max) throw new Refusal(400, `token expires_in: ${wish} must not exceed ${max}`)
    // 3.x breaks on these, and for 4.x (and 5.x up to 5.5.2) zero is never.
    if (wish <= 0 && !isSince(version, '4.0')) throw new Refusal(500)
    if (wish === 0 && !isSince(version, '5.0')) return null
    if (wish <= 0) throw new Refusal(400, `expires_in must be a positive integer or null, not ${wish}`)
    return clock.now() + wish * 1000
  }
}

/** Source: `_check_scopes_exist` in jupyterhub/scopes.py. */
function objectionTo(text: string, version: HubVersion): string | undefined {
  const { base, filter } = parseScope(text)
  if (base === 'all') return "Draft scope 'all' is now called 'inherit'"
  if (!isDefined(base, version)) return `Scope '${text}' for token does not exist`
  const kinds = ['user', 'service', 'server', ...(filter?.value === undefined ? [] : ['group'])]
  if (!filter || kinds.includes(filter.kind)) return undefined
  const written = text.slice(base.length + 1)
  return `Scope filter ${written} '!${written}' in scope '${text}' for token does not exist`
}

function noteOf(wish: unknown, caller: Caller, user: UserRow): string {
  if (typeof wish === 'string' && wish !== '') return wish
  const { kind, row } = caller.principal
  return row === user ? 'Requested via api' : `Requested via api by ${kind} ${row.name}`
}
