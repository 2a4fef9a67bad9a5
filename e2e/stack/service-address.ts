import * as z from 'zod/mini'
import { demand, type HubClient } from './hub-client.ts'

const routes = z.record(z.string(), z.object({ data: z.object({ service: z.optional(z.string()) }) }))

/**
 * Where the proxy serves Hubscope, as the hub registered it: the host differs between hub versions in subdomain mode.
 * Undefined while there is no such route.
 * @param publicUrl the hub's public address with its base url, e.g. `http://127.0.0.1:8000/jupyter/`
 */
export async function serviceAddress(call: HubClient, publicUrl: string): Promise<string | undefined> {
  const table = routes.parse(JSON.parse(await demand(call, 'GET', '/proxy')))
  const found = Object.entries(table).find(([, route]) => route.data.service === 'hubscope')
  if (found === undefined) return undefined
  const [routespec] = found
  const origin = new URL(publicUrl)
  if (routespec.startsWith('/')) return new URL(routespec, origin).href
  return `${origin.protocol}//${routespec.replace('/', `:${origin.port}/`)}`
}
