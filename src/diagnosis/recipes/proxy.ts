/** Proxies that stand in front of hubs and for which lines are known. */
export const proxyKinds = [
  'nginx',
  'apache',
  'haproxy',
  'traefik',
  'caddy',
  'ingress-nginx',
  'envoy',
] as const
export type ProxyKind = (typeof proxyKinds)[number]

/** Where the lines of a recipe belong. */
export const proxyNames: Readonly<Record<ProxyKind, string>> = {
  nginx: 'nginx',
  apache: 'Apache',
  haproxy: 'HAProxy',
  traefik: 'Traefik, dynamic configuration',
  caddy: 'Caddyfile',
  'ingress-nginx': 'ingress-nginx, the Ingress object',
  envoy: 'Envoy',
}

/** The lines for every proxy. Lines that start with `#` say where the others go, or what has to be taken out. */
export type Recipe = Readonly<Record<ProxyKind, readonly string[]>>

/** The names of the site that recipes hold. */
export interface RecipeSite {
  /** Where configurable-http-proxy listens, as the proxy in front reaches it. */
  upstream: string
}

/** The address of the hub's documentation, for sites whose own is not known. */
export const usualSite: RecipeSite = { upstream: 'http://127.0.0.1:8000' }

/** The annotations of an Ingress, as YAML. */
export function annotations(...pairs: readonly string[]): string[] {
  return ['metadata:', '  annotations:', ...pairs.map((pair) => `    nginx.ingress.kubernetes.io/${pair}`)]
}

/** Headers that a Traefik middleware sets. */
export function traefikHeaders(name: string, ...lines: readonly string[]): string[] {
  return [
    'http:',
    '  middlewares:',
    `    ${name}:`,
    '      headers:',
    ...lines.map((line) => `        ${line}`),
  ]
}
