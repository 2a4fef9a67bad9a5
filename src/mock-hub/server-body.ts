import { isSince, type HubVersion } from '#hub/versions.ts'
import { isObject, isTruthy, type JsonObject, pythonRepr } from './json.ts'
import { Refusal } from './refusal.ts'

/** What a start or a creation asks for; null is "as before". */
export interface ServerWish {
  displayName: string | null
  userOptions: JsonObject | null
}

/**
 * From 6.0 the body has `display_name` and `user_options`; without either key, and on older hubs, all of it is the
 * options. Source: `get_server_json_body` in jupyterhub/apihandlers/users.py.
 */
export function serverWish(body: unknown, version: HubVersion): ServerWish {
  if (body === null) return { displayName: null, userOptions: null }
  if (!isSince(version, '6.0')) {
    if (!isObject(body)) throw new Refusal(500)
    return { displayName: null, userOptions: body }
  }
  if (!isTruthy(body)) return { displayName: null, userOptions: null }
  if (!isObject(body)) throw new Refusal(400, 'Body must be a JSON object')
  const { display_name: name, user_options: options } = body
  if (name !== undefined && typeof name !== 'string') throw new Refusal(400, 'display_name must be a string')
  if (options !== undefined && options !== null && !isObject(options)) {
    throw new Refusal(400, 'user_options must be an object or null')
  }
  if (name === undefined && options === undefined) return { displayName: null, userOptions: body }
  return { displayName: name ?? null, userOptions: options ?? null }
}

/** Names of new servers, from 6.0: 1 to 30 of `a-z0-9-`, a letter first, no hyphen last, none doubled. */
export function checkServerName(name: string): void {
  if (name.length > 30 || !/^[a-z](?:-?[a-z0-9])*$/.test(name)) {
    throw new Refusal(400, `Invalid server_name: ${pythonRepr(name)}`)
  }
}

/** Display names of new servers: 1 to 255 printable characters, single spaces inside only. */
export function checkDisplayName(name: string): void {
  const isValid =
    name.length > 0 && name.length <= 255 && name === name.trim() && !/\s\s|[^\S ]|\p{C}/u.test(name)
  if (!isValid) throw new Refusal(400, `Invalid display_name: ${pythonRepr(name)}`)
}
