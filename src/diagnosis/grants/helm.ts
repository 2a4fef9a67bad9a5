import type { ConfigLine } from '../finding.ts'
import type { Role } from './role.ts'

/**
 * Roles as values of the chart zero-to-jupyterhub, which turns each entry of `hub.loadRoles` into one of
 * `c.JupyterHub.load_roles` with its key as the name. Source: `jupyterhub_config.py` of the chart.
 */
export function rolesAsHelm(roles: readonly Role[]): ConfigLine[] {
  return [
    shown('hub:'),
    shown('  loadRoles:'),
    ...roles.flatMap((role) => [
      added(`    ${quoted(role.name)}:`),
      ...list('      ', 'scopes', role.scopes),
      ...list('      ', 'users', role.users),
      ...list('      ', 'groups', role.groups),
      ...list('      ', 'services', role.services),
    ]),
  ]
}

/**
 * The delegation list of a service as chart values. Helm replaces lists, so the whole list stands here when it is known.
 * @param before what the service may be delegated now; undefined when that is not known
 */
export function delegationAsHelm(
  scopes: readonly string[],
  service: string,
  before: readonly string[] | undefined,
): ConfigLine[] {
  const head = [
    shown('hub:'),
    shown('  services:'),
    shown(`    ${quoted(service)}:`),
    shown('      oauth_client_allowed_scopes:'),
  ]
  const more = scopes.map((scope) => added(`        - ${quoted(scope)}`))
  if (!before) return [...head, shown('        # what stands there now'), ...more]
  return [
    ...head,
    ...before.map((scope) => shown(`        - ${quoted(scope)}`)),
    ...more,
    shown('      environment:'),
    added(`        HUBSCOPE_ALLOWED_SCOPES: ${single(JSON.stringify([...before, ...scopes]))}`),
  ]
}

function list(indent: string, key: string, values: readonly string[] | undefined): ConfigLine[] {
  if (!values || values.length === 0) return []
  return [added(`${indent}${key}:`), ...values.map((value) => added(`${indent}  - ${quoted(value)}`))]
}

function added(text: string): ConfigLine {
  return { text, added: true }
}

function shown(text: string): ConfigLine {
  return { text }
}

/** YAML's double quotes take JSON's escapes; what YAML calls not printable is escaped beyond what JSON escapes. */
function quoted(value: string): string {
  return JSON.stringify(value).replaceAll(/[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** JSON holds many double quotes, and inside single ones they need no escapes. Names of scopes are printable. */
function single(json: string): string {
  return `'${json.replaceAll("'", "''")}'`
}
