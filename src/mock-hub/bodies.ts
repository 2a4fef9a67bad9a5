import { isObject, type JsonObject, pythonRepr, pythonType } from './json.ts'
import { Refusal } from './refusal.ts'

type PythonType = 'str' | 'bool' | 'list' | 'dict'

const userKeys: Readonly<Record<string, PythonType>> = {
  name: 'str',
  admin: 'bool',
  groups: 'list',
  roles: 'list',
  auth_state: 'dict',
}
const groupKeys: Readonly<Record<string, PythonType>> = { name: 'str', users: 'list', roles: 'list' }

/** Source: `_check_user_model` in jupyterhub/apihandlers/base.py. */
export function userBody(body: unknown): JsonObject {
  return checked(body, userKeys, 'user')
}

/** Source: `_check_group_model` in jupyterhub/apihandlers/base.py. */
export function groupBody(body: unknown): JsonObject {
  return checked(body, groupKeys, 'group')
}

function checked(body: unknown, types: Readonly<Record<string, PythonType>>, name: string): JsonObject {
  if (!isObject(body)) throw new Refusal(400, `Invalid JSON data: ${pythonRepr(body)}`)
  if (Object.keys(body).some((key) => !(key in types))) {
    throw new Refusal(400, `Invalid JSON keys: ${pythonRepr(body)}`)
  }
  for (const [key, value] of Object.entries(body)) {
    const type = pythonType(value)
    if (type !== types[key]) {
      throw new Refusal(400, `${name}.${key} must be <class '${types[key]}'>, not: <class '${type}'>`)
    }
  }
  return body
}

/** The names in a list; the hub fails on anything that is not text. */
export function names(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.map((item: unknown) => {
    if (typeof item !== 'string') throw new Refusal(500)
    return item
  })
}
