import type { ServiceEvidence } from './evidence.ts'
import type { ConfigLine, Fix } from './finding.ts'

/** What a changed configuration needs before it shows: tokens keep the scopes they were issued with. */
export const afterChange: Fix = {
  text: 'Then restart the hub, log out of Hubscope and in again.',
  lines: [],
}

/**
 * The lines that let the service be delegated a scope. When the service knows its list, the hub's configuration is
 * Hubscope's own block (deploy/jupyterhub_config.py), where the list has a name.
 */
export function delegationLines(scope: string, service: ServiceEvidence): ConfigLine[] {
  if (service.allowedScopes) {
    return [
      { text: '# becomes oauth_client_allowed_scopes of the service' },
      { text: 'hubscope_scopes = [' },
      { text: '    # what stands there now' },
      { text: `    ${text(scope)},`, added: true },
      { text: ']' },
    ]
  }
  return [
    { text: `# in c.JupyterHub.services, the entry ${text(service.name)}` },
    { text: '"oauth_client_allowed_scopes": [' },
    { text: '    # what stands there now' },
    { text: `    ${text(scope)},`, added: true },
    { text: '],' },
  ]
}

/** The lines of a role that gives a user a scope; appended, since assigning the list would drop the roles of others. */
export function roleLines(scope: string, user: string): ConfigLine[] {
  return [
    'c.JupyterHub.load_roles.append(',
    '    {',
    `        "name": ${text(roleName(scope))},`,
    `        "scopes": [${text(scope)}],`,
    `        "users": [${text(user)}],`,
    '    }',
    ')',
  ].map((line) => ({ text: line, added: true }))
}

/** Role names are lower-case letters, digits and `-_.~`. Source: `_validate_role_name` in jupyterhub/roles.py. */
function roleName(scope: string): string {
  const base = scope.split('!')[0] ?? ''
  return `may-${base.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
}

/** A Python string: JSON's escapes are Python's as well. */
function text(value: string): string {
  return JSON.stringify(value)
}
