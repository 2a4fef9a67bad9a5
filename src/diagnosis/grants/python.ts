import type { ConfigLine } from '../finding.ts'
import type { Role } from './role.ts'

/**
 * Roles for `jupyterhub_config.py`. Appended, since assigning the list would drop the roles of others; works on a list
 * and on what traitlets keeps where none was assigned.
 */
export function rolesAsPython(roles: readonly Role[]): ConfigLine[] {
  return roles.flatMap((role) => [
    added('c.JupyterHub.load_roles.append('),
    added('    {'),
    added(`        "name": ${text(role.name)},`),
    ...entry('scopes', role.scopes),
    ...entry('users', role.users),
    ...entry('groups', role.groups),
    ...entry('services', role.services),
    added('    }'),
    added(')'),
  ])
}

/**
 * Lines for the end of `jupyterhub_config.py` that let a service be delegated more scopes. `tells`: the service's
 * environment repeats the list, as Hubscope's own block does, since the hub does not tell a service what it may ask for.
 */
export function delegationAsPython(scopes: readonly string[], service: string, tells: boolean): ConfigLine[] {
  return [
    ...(tells ? ['import json', ''] : []),
    '# A list, or what traitlets will append to one.',
    'services = c.JupyterHub.services',
    'for service in services if isinstance(services, list) else services.to_dict().get("extend", []):',
    `    if service["name"] == ${text(service)}:`,
    `        allowed = [*service.get("oauth_client_allowed_scopes", []), ${scopes.map(text).join(', ')}]`,
    '        service["oauth_client_allowed_scopes"] = allowed',
    ...(tells
      ? ['        service.setdefault("environment", {})["HUBSCOPE_ALLOWED_SCOPES"] = json.dumps(allowed)']
      : []),
  ].map(added)
}

function entry(key: string, values: readonly string[] | undefined): ConfigLine[] {
  if (!values || values.length === 0) return []
  if (values.length === 1) return [added(`        "${key}": [${values.map(text).join('')}],`)]
  return [
    added(`        "${key}": [`),
    ...values.map((value) => added(`            ${text(value)},`)),
    added('        ],'),
  ]
}

function added(line: string): ConfigLine {
  return { text: line, added: true }
}

/** A Python string: JSON's escapes are Python's as well. */
function text(value: string): string {
  return JSON.stringify(value)
}
