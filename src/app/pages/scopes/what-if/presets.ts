import { requiredScopes } from '#hub/operations.ts'
import { compactScopes } from '#hub/scopes/compact.ts'
import type { HubVersion } from '#hub/versions.ts'

/** A role that people often look for, to start from. */
export interface Preset {
  id: string
  label: string
  /** What a role made of it is called. */
  role: string
  /** It is about one group. */
  ofGroup: boolean
  scopes: (version: HubVersion, group: string) => string[]
}

const looks = ['list:users', 'read:users', 'read:servers']
const runsServers = (version: HubVersion) => [
  ...requiredScopes('startServer', version),
  ...requiredScopes('stopServer', version),
]

/** Made for the hub's version: which scope starts a server has changed. */
export const presets: readonly Preset[] = [
  {
    id: 'reader',
    label: 'Read-only admin',
    role: 'read-only-admin',
    ofGroup: false,
    scopes: () => [
      ...looks,
      'list:groups',
      'read:groups',
      'list:services',
      'read:services',
      'read:roles',
      'read:hub',
      'read:tokens',
    ],
  },
  {
    id: 'ta',
    label: 'Teaching assistant of a group',
    role: 'teaching-assistant',
    ofGroup: true,
    scopes: (version, group) =>
      compactScopes([...looks, ...runsServers(version), 'list:groups', 'read:groups'], version).map(
        (scope) => `${scope}!group=${group}`,
      ),
  },
  {
    id: 'starter',
    label: 'Bulk starter',
    role: 'bulk-starter',
    ofGroup: false,
    scopes: (version) => compactScopes([...looks, ...requiredScopes('startServer', version)], version),
  },
  {
    id: 'cleaner',
    label: 'Stops idle servers',
    role: 'server-stopper',
    ofGroup: false,
    scopes: () => ['list:users', 'read:users:activity', 'read:servers', 'delete:servers'],
  },
  {
    id: 'routes',
    label: 'Keeper of the routes',
    role: 'route-keeper',
    ofGroup: false,
    scopes: () => ['proxy', ...looks, 'list:services', 'read:services'],
  },
]
