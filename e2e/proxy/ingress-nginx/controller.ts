import { siteName, type Site } from '../site.ts'
import { type Endpoints, locationsOf, zonesOf } from './location.ts'
import { type Cluster, readCluster } from './objects.ts'
import { globalSettings, list, ownSettings } from './settings.ts'

/** Says of the controller's Service that a balancer in front of it ends TLS, as on Amazon's. */
export const balancerEndsTls = 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert'

/** The chart's Service of the hub's proxy has endpoints; a port by number stands for the hub's own Service. */
const endpointsOf =
  ({ upstreamPort }: Site): Endpoints =>
  ({ name, port }) => {
    if ('number' in port) return `127.0.0.1:${port.number}`
    return name === 'proxy-public' && port.name === 'http' ? `127.0.0.1:${upstreamPort}` : undefined
  }

/** What lua_ingress.lua finds out of each request: whether headers of what is in front are believed. */
function facts(trusts: boolean, seesVisitor: boolean): string {
  return `
map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
map $http_x_forwarded_proto $pass_access_scheme { default ${trusts ? '$http_x_forwarded_proto' : '$scheme'}; '' $scheme; }
map $http_x_forwarded_host $best_http_host { default ${trusts ? '$http_x_forwarded_host' : '$http_host'}; '' $http_host; }
map $scheme $hsts { https "max-age=31536000; includeSubDomains"; default ''; }
# A Service that spreads over nodes puts the address of a node in the visitor's place.
map $connection $visitor { ${seesVisitor ? 'default $remote_addr;' : '~[02468]$ 10.244.1.1; default 10.244.2.1;'} }
${trusts ? 'real_ip_header X-Forwarded-For; real_ip_recursive on; set_real_ip_from 0.0.0.0/0;' : ''}
`
}

/** A balancer that ends TLS and names what it knows, as platforms put them in front. */
function balancer(site: Site, tls: string): string {
  return `
server {
  listen 127.0.0.1:${site.port} ssl http2;
  ${tls}
  client_max_body_size 0;
  large_client_header_buffers 4 32k;
  location / {
    proxy_pass http://127.0.0.1:${site.plainPort};
    proxy_http_version 1.1;
    proxy_buffering off;
    proxy_read_timeout 1h;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto https;
    proxy_set_header X-Forwarded-Port ${site.port};
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
  }
}`
}

function serverOf(cluster: Cluster, site: Site, tls: string): string {
  const global = globalSettings(cluster)
  const hasBalancer = cluster.service !== undefined && balancerEndsTls in cluster.service.metadata.annotations
  const endpoints = endpointsOf(site)
  const rules = cluster.ingresses.flatMap((ingress) =>
    ingress.spec.rules.filter(({ host }) => host === siteName).map((rule) => ({ ingress, rule })),
  )
  const redirects = cluster.ingresses.some(({ spec }) =>
    spec.tls.some(({ hosts }) => hosts.includes(siteName)),
  )
  const locations = rules.flatMap(({ ingress, rule }) =>
    rule.http.paths.flatMap((path) => locationsOf(cluster, ingress, path, { global, endpoints })),
  )
  const codes = new Set(
    [
      global['custom-http-errors'],
      ...cluster.ingresses.map((each) => ownSettings(each, global)['custom-http-errors']),
    ].flatMap(list),
  )
  return `
server {
  listen 127.0.0.1:${site.plainPort};
  ${hasBalancer ? '' : `listen 127.0.0.1:${site.port} ssl http2;\n${tls}`}
  server_name ${siteName};
  ${redirects ? `if ($pass_access_scheme = http) { return 308 https://${siteName}:${site.port}$request_uri; }` : ''}
  ${locations.join('\n')}
  ${locations.some((each) => each.startsWith('location "/"')) ? '' : 'location / { return 404; }'}
  ${[...codes].map((code) => `location @custom_${code} { internal; default_type text/html; return ${code} "<html><title>Oops</title></html>"; }`).join('\n')}
}
${hasBalancer ? balancer(site, tls) : ''}`
}

/**
 * Stands in for the controller where there is no Kubernetes: what it would write into its nginx.conf for these objects.
 * Source: rootfs/etc/nginx/template/nginx.tmpl of kubernetes/ingress-nginx 1.15.0, with the functions of
 * internal/ingress/controller/template/template.go and the defaults of internal/ingress/controller/config/config.go; what
 * the controller does in Lua (rootfs/etc/nginx/lua/lua_ingress.lua), maps do here. Keys that it does not know it refuses.
 */
export function nginxConfiguration(files: readonly string[], site: Site): string {
  const cluster = readCluster(files)
  const global = globalSettings(cluster)
  const tls = `ssl_certificate ${site.certificates}/fullchain.pem;\nssl_certificate_key ${site.certificates}/privkey.pem;`
  return `
server_tokens off;
keepalive_timeout 75s;
large_client_header_buffers ${global['large-client-header-buffers']};
limit_req_status ${global['limit-req-status-code']};
limit_conn_status 503;
proxy_headers_hash_max_size 1024;
${facts(global['use-forwarded-headers'] === 'true', cluster.service?.spec.externalTrafficPolicy === 'Local')}
${global['http-snippet']}
${cluster.ingresses.flatMap((ingress) => zonesOf(ingress, global)).join('\n')}
${serverOf(cluster, site, tls)}
`
}
