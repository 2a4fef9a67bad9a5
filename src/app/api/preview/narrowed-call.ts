import { type Answerer, filteredMessage, HubFailure } from '#hub/errors.ts'
import { type Answer, operationOf, type OperationId } from '#hub/operations.ts'
import { decide } from '#hub/scopes/decide.ts'
import { expandScopes } from '#hub/scopes/expand.ts'
import { isListed } from '#hub/scopes/lists.ts'
import { narrowGroup, narrowServer, narrowService, narrowUser } from '#hub/scopes/narrow.ts'
import { type HeldScopes, parseScopes } from '#hub/scopes/parse.ts'
import { targetOf } from '#hub/scopes/target.ts'
import type { PathParams } from '#hub/paths.ts'
import type { Group } from '#hub/wire/group.ts'
import type { User } from '#hub/wire/user.ts'
import type { CallOptions } from '../http.ts'
import { newestHub } from '../newest-hub.ts'
import { type ShownAs, useShownAs } from './shown-as.ts'
import { type Send, walkList } from './walk-list.ts'

/** What another token sees: its scopes, and the path values of the request. */
interface Sight {
  held: HeldScopes
  params: PathParams
}

type Narrow<Id extends OperationId> = (answer: Answer<Id>, sight: Sight) => Answer<Id> | undefined

const narrowers: { [Id in OperationId]?: Narrow<Id> } = {
  listUsers: (page, { held }) => ({
    ...page,
    items: page.items.flatMap((user) => narrowUser(user, held) ?? []),
  }),
  getUser: (user, { held }) => narrowUser(user, held),
  getServer: (server, { held, params }) => {
    const { user = '', server: name = '' } = params
    return narrowServer(server, held, { kind: 'server', user, server: name })
  },
  listGroups: (page, { held }) => ({
    ...page,
    items: page.items.flatMap((group) => narrowGroup(group, held) ?? []),
  }),
  getGroup: (group, { held }) => narrowGroup(group, held),
  listServices: (services, { held }) => {
    const extent = held.get('list:services')
    return Object.fromEntries(
      Object.entries(services).flatMap(([name, service]) => {
        const seen =
          extent && isListed('listServices', extent, name) ? narrowService(service, held) : undefined
        return seen ? [[name, seen]] : []
      }),
    )
  },
  getService: (service, { held }) => narrowService(service, held),
}

/**
 * Answers as the hub would answer a token with these scopes: asked with the visitor's own token, and cut down here. What
 * that token may not ask is refused as the hub would, and nothing is sent; nor is any write, whatever it may do.
 */
export async function callAs<Id extends OperationId>(
  scopes: ShownAs,
  id: Id,
  options: CallOptions,
  send: Send,
): Promise<Answer<Id>> {
  if (operationOf(id).method !== 'GET') throw refusal(id, 403, notSent, 'nobody')
  const { params = {} } = options
  const held = parseScopes(expandScopes(scopes, { kind: 'other', name: '' }, newestHub))
  const decision = decide(id, targetOf(id, params), held, { version: newestHub })
  if (decision.verdict === 'denied') throw refusal(id, decision.answer.status, decision.answer.message)
  const answer = await sendListed(held, id, options, send)
  const narrow: ((answer: never, sight: Sight) => unknown) | undefined = narrowers[id]
  if (!narrow) return answer
  const seen = narrow(answer as never, { held, params })
  if (seen === undefined) throw refusal(id, 404, filteredMessage)
  return seen as Answer<Id>
}

/** Lists that a filter narrows are walked to their end, because the hub counts and cuts what is left of them. */
function sendListed<Id extends OperationId>(
  held: HeldScopes,
  id: Id,
  options: CallOptions,
  send: Send,
): Promise<Answer<Id>> {
  if (id !== 'listUsers' && id !== 'listGroups') return send(id, options)
  const extent = held.get(id === 'listUsers' ? 'list:users' : 'list:groups')
  if (extent === undefined || extent === 'all') return send(id, options)
  const groupsOf = (item: User | Group) =>
    'groups' in item && Array.isArray(item.groups) ? item.groups : undefined
  const isSeen = (item: User | Group) => isListed(id, extent, item.name, () => groupsOf(item)) === true
  return walkList(id, options, send, isSeen) as Promise<Answer<Id>>
}

const notSent = 'Nothing is sent while the page is shown as another token would see it.'

/** Why a request with this method is not sent now; undefined when it is. */
export function useReasonNotToSend(method: string): string | undefined {
  const isPreview = useShownAs() !== undefined
  return isPreview && method !== 'GET' ? notSent : undefined
}

/** In the hub's place, unless somebody else is said to answer. */
function refusal(
  operation: OperationId,
  status: number,
  message: string | undefined,
  answeredBy: Answerer = 'hub',
): HubFailure {
  return new HubFailure({
    tag: 'refused',
    operation,
    status,
    answeredBy,
    message: message ?? 'Forbidden',
    requiredScopes: undefined,
    retryAfter: undefined,
  })
}
