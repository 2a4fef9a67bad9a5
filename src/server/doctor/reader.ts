import { parseJson } from '#hub/json.ts'
import { type OperationId, operationOf } from '#hub/operations.ts'
import { operationPath, type PathParams } from '#hub/paths.ts'
import { type Decision, decide } from '#hub/scopes/decide.ts'
import { type HeldScopes, parseScopes } from '#hub/scopes/parse.ts'
import { parseVersion } from '#hub/versions.ts'
import { paginationType } from '#hub/wire/page.ts'
import { identitySchema } from '#hub/wire/user.ts'
import { ask, type Question } from '#diagnosis/doctor/ask/ask.ts'
import type { ProbeContext } from '#diagnosis/doctor/ask/context.ts'
import { servicePaths } from '../contract.ts'

/** Bytes of an answer that are read: a table of some ten thousand routes. */
const largest = 8 * 1024 * 1024

/** Reads the hub's API with the right that the command was given. */
export interface Reader {
  /** `kind` and name of whose it is. */
  me: { kind: 'user' | 'service'; name: string }
  /** "this login" or "this token". */
  right: string
  held: HeldScopes
  may: (id: OperationId) => Decision
  /** What the hub answered with 200; undefined for any other answer, and for none. */
  read: (id: OperationId, params?: PathParams, query?: string) => Promise<unknown>
}

/** Through the service with the login's cookies, or straight to the hub with a token. */
export type Access = { kind: 'login' } | { kind: 'token'; token: string }

export function tokenQuestion(token: string): Question {
  return { bare: true, headers: { Authorization: `token ${token}` } }
}

/** Undefined when the hub does not say whose the right is: it does not accept it, or did not answer. */
export async function openReader(context: ProbeContext, access: Access): Promise<Reader | undefined> {
  const { origin, prefix, hubUrl } = context.page
  const api = access.kind === 'login' ? `${origin}${prefix}${servicePaths.relay}` : `${hubUrl}api`
  const question = access.kind === 'login' ? {} : tokenQuestion(access.token)
  const fetchJson = async (path: string, accept = 'application/json') => {
    const headers = { Accept: accept, ...question.headers }
    return ask(context, `${api}${path}`, { ...question, headers, most: largest })
  }
  const whoAmI = await fetchJson(operationPath('whoAmI'))
  const identity = identitySchema.safeParse(parseJson(whoAmI.text ?? '')).data
  const version = parseVersion(whoAmI.answer?.headers['x-jupyterhub-version'] ?? '')
  if (whoAmI.answer?.status !== 200 || !identity || !version) return undefined
  const held = parseScopes(identity.scopes)
  return {
    me: identity,
    right: `this ${access.kind}`,
    held,
    may: (id) => decide(id, { kind: 'none' }, held, { version }),
    async read(id, params = {}, query = '') {
      const accept = operationOf(id).target === 'list' ? paginationType : undefined
      const { answer, text } = await fetchJson(`${operationPath(id, params)}${query}`, accept)
      return answer?.status === 200 ? parseJson(text ?? '') : undefined
    },
  }
}
