/**
 * Where the service's paths start, with a trailing slash: the `<base>` the service injects, or, in the demo, the folder
 * of the page. Read once; the page never moves to another prefix.
 */
export const baseUrl = new URL('.', document.baseURI)

/** An absolute URL of the service: `serviceUrl('api/session')`. */
export function serviceUrl(path: string, query?: URLSearchParams): string {
  const url = new URL(baseUrl)
  // Joined as text: resolving would drop encoded dots and double slashes.
  url.pathname = `${baseUrl.pathname}${path}`
  url.search = query?.toString() ?? ''
  return url.href
}
