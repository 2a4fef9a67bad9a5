import type { OperationId } from '#hub/operations.ts'
import type { PathParams } from '#hub/paths.ts'
import type { Since } from '#hub/versions.ts'
import type { Hub } from './hub.ts'
import {
  ensureGroup,
  ensureNoGroup,
  ensureNoServer,
  ensureNoUser,
  ensureRunningServer,
  ensureStoppedServer,
  ensureUser,
  groupAt,
  makeToken,
  type Place,
  serverName,
  serviceAt,
} from './world.ts'

/** How to try one operation. */
export interface Case {
  params(place: Place): PathParams
  /** Brings the hub, as admin, to where the call succeeds. May answer with further parameters. */
  prepare?(hub: Hub, params: PathParams): Promise<PathParams | void>
  body?: unknown
  /** The status of success. */
  status: number
  /** Filters that match, when they are not those of the operation's target. */
  filters?: readonly string[]
  /** The first hub on which filters open it for a service, and the suite's grants are services. */
  filtersSince?: Since
  /** The words of a refusal that is none of the scope check's own, always with 403. */
  ownWords?: RegExp
}

const nowhere = () => ({})
const user = (place: Place) => ({ user: place })
const server = (place: Place) => ({ user: place, server: serverName })
const group = (place: Place) => ({ group: groupAt[place] })
const service = (place: Place) => ({ service: serviceAt[place] })

function need(params: PathParams, name: string): string {
  const value = params[name]
  if (value === undefined) throw new Error(`no ${name}`)
  return value
}

const withUser: Case['prepare'] = (hub, params) => ensureUser(hub, need(params, 'user'))
const withoutUser: Case['prepare'] = (hub, params) => ensureNoUser(hub, need(params, 'user'))
const withGroup: Case['prepare'] = (hub, params) => ensureGroup(hub, need(params, 'group'))
const withoutGroup: Case['prepare'] = (hub, params) => ensureNoGroup(hub, need(params, 'group'))
const withToken: Case['prepare'] = async (hub, params) => ({
  token: await makeToken(hub, need(params, 'user')),
})
const running: Case['prepare'] = (hub, params) =>
  ensureRunningServer(hub, need(params, 'user'), need(params, 'server'))
const stopped: Case['prepare'] = (hub, params) =>
  ensureStoppedServer(hub, need(params, 'user'), need(params, 'server'))
const absent: Case['prepare'] = async (hub, params) => {
  await ensureUser(hub, need(params, 'user'))
  await ensureNoServer(hub, need(params, 'user'), need(params, 'server'))
}

/** One case for every operation of the table; the suite fails when one is missing. */
export const cases: Record<OperationId, Case> = {
  getVersion: { params: nowhere, status: 200 },
  getInfo: { params: nowhere, status: 200 },
  whoAmI: { params: nowhere, status: 200 },

  listUsers: { params: nowhere, status: 200 },
  createUsers: {
    params: nowhere,
    prepare: (hub) => ensureNoUser(hub, 'made-in-a-batch'),
    body: { usernames: ['made-in-a-batch'] },
    status: 201,
  },
  getUser: { params: user, prepare: withUser, status: 200 },
  // A user who does not exist yet is in no group.
  createUser: { params: user, prepare: withoutUser, body: {}, status: 201, filters: ['user=inside'] },
  updateUser: { params: user, prepare: withUser, body: { admin: false }, status: 200 },
  deleteUser: { params: user, prepare: withUser, status: 204 },

  getServer: { params: server, prepare: stopped, status: 200 },
  createServer: { params: server, prepare: absent, body: {}, status: 201 },
  updateServer: {
    params: server,
    prepare: stopped,
    body: { user_options: { profile: 'small' } },
    status: 200,
  },
  startServer: { params: server, prepare: absent, body: {}, status: 201 },
  stopServer: { params: server, prepare: running, status: 204 },
  watchProgress: { params: server, prepare: running, status: 200 },

  listTokens: {
    params: user,
    prepare: async (hub, params) => void (await makeToken(hub, need(params, 'user'))),
    status: 200,
  },
  getToken: { params: user, prepare: withToken, status: 200 },
  createToken: {
    params: user,
    prepare: withUser,
    body: { note: 'contract', expires_in: 3600 },
    status: 201,
    filtersSince: '5.0',
    ownWords: /not found or no permissions to generate tokens/,
  },
  revokeToken: { params: user, prepare: withToken, status: 204 },

  listGroups: { params: nowhere, status: 200 },
  createGroups: {
    params: nowhere,
    prepare: (hub) => ensureNoGroup(hub, 'made-in-a-batch'),
    body: { groups: ['made-in-a-batch'] },
    status: 201,
  },
  getGroup: { params: group, prepare: withGroup, status: 200 },
  createGroup: { params: group, prepare: withoutGroup, body: {}, status: 201 },
  deleteGroup: { params: group, prepare: withGroup, status: 204 },
  addGroupUsers: { params: group, prepare: withGroup, body: { users: ['outside'] }, status: 200 },
  removeGroupUsers: { params: group, prepare: withGroup, body: { users: ['outside'] }, status: 200 },
  setGroupProperties: { params: group, prepare: withGroup, body: { room: 7 }, status: 200 },

  listServices: { params: nowhere, status: 200 },
  getService: { params: service, status: 200 },

  listRoutes: { params: nowhere, status: 200 },
  checkRoutes: { params: nowhere, status: 200 },
}
