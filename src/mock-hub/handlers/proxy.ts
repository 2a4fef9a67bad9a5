import { json } from '../answers.ts'
import type { Core } from '../core.ts'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { pageModel, pageRequest } from '../pages.ts'
import { checkRoutes } from '../proxy-table.ts'

/** `GET` and `POST /proxy`. Source: jupyterhub/apihandlers/proxy.py. */
export function proxyEndpoints(core: Core): Endpoint[] {
  const { db, spawners } = core
  const access = { anyOf: ['proxy'], about: 'hub' } as const
  return [
    endpoint(core, 'GET', '/proxy', access, ({ request }) => {
      const page = pageRequest(request, core.limits)
      const all = [...db.routes.values()]
      const fits = page.offset === 0 && all.length < page.limit
      const sorted = all.toSorted((a, b) => (a.routespec < b.routespec ? -1 : 1))
      const shown = fits ? all : sorted.slice(page.offset, page.offset + page.limit)
      const routes = Object.fromEntries(
        shown.map(({ routespec, target, data, lastActivity }) => [
          routespec,
          { routespec, target, data: { ...data, last_activity: new Date(lastActivity).toISOString() } },
        ]),
      )
      return json(pageModel(request, page, routes, all.length))
    }),
    endpoint(core, 'POST', '/proxy', access, () => {
      checkRoutes(db, core.proxy, core.baseUrl, (user, server) => {
        if (spawners.isReady(user, server)) return 'ready'
        return spawners.isActive(user, server) ? 'pending' : 'stopped'
      })
      return new Response('', { status: 200, headers: { 'Content-Type': 'application/json' } })
    }),
  ]
}
