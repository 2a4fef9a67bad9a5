import type { Core } from '../core.ts'
import { type Endpoint, publicEndpoint } from '../endpoint.ts'
import { Refusal } from '../refusal.ts'

/** Everything else under `/hub/api`: 405 where some endpoint has the path, 404 where none has. Comes last. */
export function unknownEndpoint(core: Core, known: readonly Endpoint[]): Endpoint {
  const patterns = known.map(({ path }) => new RegExp(`/hub/api${path.replaceAll(/:\w+/g, '[^/]+')}$`))
  return publicEndpoint(core, 'ANY', '/*', (request) => {
    const { pathname } = new URL(request.url)
    throw new Refusal(patterns.some((pattern) => pattern.test(pathname)) ? 405 : 404)
  })
}
