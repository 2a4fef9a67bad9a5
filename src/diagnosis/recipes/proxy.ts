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

/**
 * The lines for every proxy. A line takes the place of those of the same name. `# in …:` says where the lines below it go,
 * `# remove: …` what goes out, with all that stands in it; `…` stands for any text. The tests apply them by these rules.
 */
export type Recipe = Readonly<Record<ProxyKind, readonly string[]>>

/** The names of the site that recipes hold. */
export interface RecipeSite {
  /** Where configurable-http-proxy listens, as the proxy in front reaches it. */
  upstream: string
  /** The hub's base URL, with a slash at both ends: all of the site's paths that are the hub's. */
  base: string
  /** The name that people type. */
  host: string
}

/** The address of the hub's documentation, for sites whose own is not known. */
export const usualSite: RecipeSite = { upstream: 'http://127.0.0.1:8000', base: '/', host: 'hub.example.org' }

/** One line has it all, since it takes the place of the one that is there. As in deploy/proxies/apache. */
export function proxyPass({ upstream, base }: RecipeSite): string {
  return `ProxyPass ${base} ${upstream}${base} nocanon upgrade=websocket flushpackets=on timeout=3600`
}

/** Host and port, as some proxies want them. */
export function addressOf({ upstream }: RecipeSite): string {
  return upstream.replace(/^https?:\/\//, '')
}

/** The annotations of an Ingress, as YAML. */
export function annotations(...pairs: readonly string[]): string[] {
  return [
    '# in the Ingress object:',
    'metadata:',
    '  annotations:',
    ...pairs.map((pair) => `    nginx.ingress.kubernetes.io/${pair}`),
  ]
}

/** Settings of ingress-nginx for all sites, as YAML. */
export function inConfigMap(...pairs: readonly string[]): string[] {
  return ['# in the controller’s ConfigMap:', 'data:', ...pairs.map((pair) => `  ${pair}`)]
}

/** Headers that a Traefik middleware sets, last in the router `jupyterhub`, as the one of the hub is called in deploy/. */
export function traefikHeaders(name: string, ...lines: readonly string[]): string[] {
  return [
    'http:',
    '  routers:',
    '    jupyterhub:',
    `      middlewares: [${name}]`,
    '  middlewares:',
    `    ${name}:`,
    '      headers:',
    ...lines.map((line) => `        ${line}`),
  ]
}
