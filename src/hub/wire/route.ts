import * as z from 'zod/mini'

/**
 * One route of the proxy, as far as the hub made it: others are left out. `routespec` is a path (`/user/alice/`) or,
 * in subdomain mode, host and path. Source: `ProxyAPIHandler` in jupyterhub/apihandlers/proxy.py.
 */
export const routeSchema = z.looseObject({
  routespec: z.string(),
  target: z.string(),
  data: z.looseObject({
    hub: z.optional(z.boolean()),
    user: z.optional(z.string()),
    server_name: z.optional(z.string()),
    service: z.optional(z.string()),
    last_activity: z.optional(z.nullable(z.string())),
  }),
})

export type Route = z.infer<typeof routeSchema>

/** `GET /proxy`: an object keyed by routespec. */
export const routesSchema = z.record(z.string(), routeSchema)
