/**
 * The page's address with the host under which the hub's proxy serves a route, and which it hands on: in subdomain mode a
 * routespec begins with it, without the port.
 */
export function routeUrl(spec: string, page: URL): URL {
  const url = new URL(page.origin)
  const slash = spec.indexOf('/')
  if (slash > 0) url.hostname = spec.slice(0, slash)
  return url
}
