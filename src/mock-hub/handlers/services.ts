import { parseScopes } from '#hub/scopes/parse.ts'
import { isSince } from '#hub/versions.ts'
import { json } from '../answers.ts'
import type { Core } from '../core.ts'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { serviceModel } from '../models.ts'
import { Refusal } from '../refusal.ts'

const readsService = ['read:services', 'read:services:name', 'read:roles:services']

/** `GET /services` and `/services/{service}`. Source: jupyterhub/apihandlers/services.py. */
export function serviceEndpoints(core: Core): Endpoint[] {
  const { services } = core.db
  return [
    endpoint(core, 'GET', '/services', { anyOf: ['list:services'], about: 'list' }, ({ caller, sight }) => {
      const extent = parseScopes(caller.scopes).get('list:services')
      const isListed = (name: string) => extent === 'all' || (extent?.get('service')?.has(name) ?? false)
      return json(
        Object.fromEntries(
          [...services.values()].flatMap((service) =>
            isListed(service.name) ? [[service.name, serviceModel(sight, service)]] : [],
          ),
        ),
      )
    }),
    endpoint(core, 'GET', '/services/:service', { anyOf: readsService, about: 'service' }, (call) => {
      const name = call.param('service')
      const service = services.get(name)
      if (service) return json(serviceModel(call.sight, service))
      // Older hubs trip over an unknown name.
      throw isSince(core.version, '5.0') ? new Refusal(404, `No such service: ${name}`) : new Refusal(500)
    }),
  ]
}
