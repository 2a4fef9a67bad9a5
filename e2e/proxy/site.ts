/** What the files of deploy/proxies leave to the operator, as the tests fill it in. */
export type Site = {
  /** The name that people type; `siteName` unless told. */
  name?: string
  /** The port of the edge with TLS, on 127.0.0.1. */
  port: number
  /** The port that redirects to it. */
  plainPort: number
  /** Where JupyterHub's own proxy listens. */
  upstreamPort: number
  /** Holds fullchain.pem, privkey.pem and hub.pem. */
  certificates: string
}

/** The name of most sites: it needs no entry anywhere, and browsers treat it like any other under https. */
export const siteName = 'localhost'

/** The name of a site whose users and services have names below it, which lead to this machine, too. */
export const siteWithSubdomains = 'hub.localhost'

export function originOf({ name = siteName, port }: Pick<Site, 'name' | 'port'>): string {
  return `https://${name}:${port}`
}

/**
 * A file of deploy/proxies with this site's names in it: deploy/README.md lists the five that are replaced.
 * Everything else stays as an operator gets it.
 */
export function forSite(text: string, site: Site): string {
  const ports: Record<string, number> = { 443: site.port, 80: site.plainPort, 8000: site.upstreamPort }
  return text
    .replaceAll('/etc/ssl/hub.example.org', site.certificates)
    .replaceAll('https://hub.example.org', originOf(site))
    .replaceAll('hub.example.org', site.name ?? siteName)
    .replaceAll(/\b(?:443|80|8000)\b/g, (port) => String(ports[port]))
}

/** One change of a file: `find` has to stand in it exactly once. */
export type Change = { file?: string; find: string; put: string }

/** @throws Error when the text is not there, or there more than once: then the change says nothing. */
export function changed(text: string, { find, put }: Change): string {
  const parts = text.split(find)
  if (parts.length !== 2) throw new Error(`“${find}” stands ${parts.length - 1} times in the file, not once`)
  return parts.join(put)
}
