import type { HubVersion } from '#stack/hub-versions.ts'
import type { Stack } from '#stack/stack-options.ts'
import { startHubForProxies } from './hub.ts'
import { type Change, siteWithSubdomains } from './site.ts'

/** A hub that gives users and services names below that of the site, which an edge serves on `port`. */
export function startHubWithSubdomains(
  hub: HubVersion,
  certificates: string,
  port: number,
  more = '',
): Promise<Stack> {
  return startHubForProxies(hub, certificates, {
    subdomain: siteWithSubdomains,
    extraConfig: `c.JupyterHub.subdomain_host = "https://${siteWithSubdomains}:${port}"\n${more}`,
  })
}

const certificate = `    ssl_certificate     /etc/ssl/hub.example.org/fullchain.pem;
    ssl_certificate_key /etc/ssl/hub.example.org/privkey.pem;
`
const named = 'listen 443 ssl http2;\n    server_name hub.example.org;'

/** What distributions of nginx ship beside the site: what no other block names, it answers. */
const others = `server {
    listen 443 ssl http2 default_server;
    server_name _;
${certificate}    return 404;
}

`

const beside: Change = { find: 'server {\n    listen 80;', put: `${others}server {\n    listen 80;` }

/** The site in deploy/ beside another, and with the names below its own. */
export const withWildcard: Change[] = [beside, { find: named, put: named.replace(' hub.', ' .hub.') }]
