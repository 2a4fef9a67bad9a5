import { expect, it } from 'vitest'
import type { HubClient } from './hub-client.ts'
import { serviceAddress } from './service-address.ts'

function hubWithRoutes(routes: Record<string, object>): HubClient {
  const table = Object.fromEntries(Object.entries(routes).map(([spec, data]) => [spec, { data }]))
  return () => Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(table) })
}

it('is a path of the hub without subdomains', async () => {
  const hub = hubWithRoutes({ '/': { hub: true }, '/jupyter/services/hubscope/': { service: 'hubscope' } })
  expect(await serviceAddress(hub, 'http://127.0.0.1:8000/jupyter/')).toBe(
    'http://127.0.0.1:8000/jupyter/services/hubscope/',
  )
})

it('has a host of its own, and the port of the hub, with subdomains', async () => {
  const hub = hubWithRoutes({ 'hubscope--service.localhost/services/hubscope/': { service: 'hubscope' } })
  expect(await serviceAddress(hub, 'http://localhost:8000/')).toBe(
    'http://hubscope--service.localhost:8000/services/hubscope/',
  )
})

it('is unknown while the hub has no route to the service', async () => {
  expect(
    await serviceAddress(hubWithRoutes({ '/': { hub: true } }), 'http://127.0.0.1:8000/'),
  ).toBeUndefined()
})
