import { addressOf, annotations, inConfigMap, proxyPass, type Recipe, type RecipeSite } from './proxy.ts'

/** Serves, beside the hub's own name, those below it. */
export function serveSubdomains({ host }: RecipeSite): Recipe {
  const below = String.raw`^[^.]+\.${host.replaceAll('.', String.raw`\.`)}$`
  return {
    nginx: ['# in the server:', `server_name ${host} .${host};`],
    apache: [`ServerAlias *.${host}`],
    haproxy: ['# remove: use_backend … hdr(host) …', '# remove: http-request deny … hdr(host) …'],
    traefik: [
      'http:',
      '  routers:',
      '    jupyterhub:',
      `      rule: Host(\`${host}\`) || HostRegexp(\`${below}\`)`,
    ],
    caddy: ['# in the place of the site’s address:', `# ${host}, *.${host} { … }`],
    'ingress-nginx': [
      '# beside the rule for the hub’s own name, with the same paths:',
      'spec:',
      '  rules:',
      `    - host: "*.${host}"`,
    ],
    envoy: ['# in the virtual host:', `domains: ["${host}", "${host}:*", "*.${host}", "*.${host}:*"]`],
  }
}

/** Lets WebSockets through. */
export function passUpgrade(site: RecipeSite): Recipe {
  return {
    nginx: [
      '# in http, beside the server:',
      "map $http_upgrade $connection_upgrade { default upgrade; '' close; }",
      '# in the location:',
      'proxy_http_version 1.1;',
      'proxy_set_header Upgrade $http_upgrade;',
      'proxy_set_header Connection $connection_upgrade;',
    ],
    apache: [proxyPass(site)],
    haproxy: [
      '# remove: http-request del-header Upgrade',
      '# remove: http-request del-header Connection',
      '# remove: option httpclose',
      'timeout tunnel 1h',
    ],
    traefik: ['# remove: customRequestHeaders.Upgrade', '# remove: customRequestHeaders.Connection'],
    caddy: [
      '# remove: header_up -Upgrade',
      '# remove: header_up Upgrade …',
      '# remove: header_up -Connection',
      '# remove: header_up Connection …',
    ],
    'ingress-nginx': [
      '# remove: nginx.ingress.kubernetes.io/connection-proxy-header',
      '# remove: data.Upgrade',
      '# remove: data.Connection',
    ],
    envoy: ['# in the connection manager:', 'upgrade_configs:', '  - upgrade_type: websocket'],
  }
}

/** Lets requests be as large as notebooks are. */
export const allowLarge: Recipe = {
  nginx: ['client_max_body_size 200m;'],
  apache: ['LimitRequestBody 0'],
  haproxy: [
    '# remove: http-request deny …content-length…',
    '# remove: http-request deny …req.body_size…',
    '# remove: http-request deny …req.body_len…',
  ],
  traefik: ['# remove: buffering'],
  caddy: ['request_body {', '  max_size 200MB', '}'],
  'ingress-nginx': annotations('proxy-body-size: "200m"'),
  envoy: ['# remove: - name: envoy.filters.http.buffer …'],
}

/** Lets the headers of a request be as large as the hub’s proxy takes them. */
export const allowLargeHeaders: Recipe = {
  nginx: ['large_client_header_buffers 4 32k;'],
  apache: ['LimitRequestFieldSize 32768'],
  haproxy: ['# remove: http-request deny …req.hdrs…', '# in global:', 'tune.bufsize 32768'],
  traefik: [
    '# in the static configuration:',
    'entryPoints:',
    '  websecure:',
    '    http:',
    '      maxHeaderBytes: 32768',
  ],
  caddy: ['# in the global options:', 'servers {', '  max_header_size 32KB', '}'],
  'ingress-nginx': inConfigMap('large-client-header-buffers: "4 32k"'),
  envoy: ['# in the connection manager:', 'max_request_headers_kb: 60'],
}

/** Lets answers take as long as they need. */
export function allowLong(site: RecipeSite): Recipe {
  return {
    nginx: ['proxy_read_timeout 3600s;', 'proxy_send_timeout 3600s;'],
    apache: [proxyPass(site)],
    haproxy: ['timeout client 1h', 'timeout server 1h', 'timeout tunnel 1h'],
    traefik: [
      '# in the static configuration:',
      'entryPoints:',
      '  websecure:',
      '    transport:',
      '      respondingTimeouts:',
      '        readTimeout: 0',
      '        writeTimeout: 0',
    ],
    caddy: [
      '# remove: stream_timeout …',
      '# in reverse_proxy:',
      'transport http {',
      '  read_timeout 1h',
      '}',
    ],
    'ingress-nginx': annotations('proxy-read-timeout: "3600"', 'proxy-send-timeout: "3600"'),
    envoy: ['# in the route:', 'timeout: 0s', 'idle_timeout: 3600s'],
  }
}

/** Hands every event on as it comes. */
export function passEvents(site: RecipeSite): Recipe {
  return {
    nginx: ['proxy_http_version 1.1;', 'proxy_buffering off;'],
    apache: [proxyPass(site)],
    haproxy: ['# remove: http-response wait-for-body …'],
    traefik: ['# remove: buffering'],
    caddy: ['# remove: response_buffers …'],
    'ingress-nginx': annotations('proxy-buffering: "off"'),
    envoy: [
      '# remove: - name: envoy.filters.http.lua …:body()…',
      '# remove: - name: envoy.filters.http.file_system_buffer …',
    ],
  }
}

/** Hands paths on as they came: encoded characters, slashes and all. */
export function keepPath(site: RecipeSite): Recipe {
  return {
    nginx: [
      '# no path behind the address, not even a slash: nginx would decode what it replaces',
      `proxy_pass ${site.upstream};`,
    ],
    apache: ['AllowEncodedSlashes NoDecode', proxyPass(site)],
    haproxy: [
      '# remove: http-request normalize-uri …',
      '# remove: http-request set-path …',
      '# remove: http-request replace-path …',
    ],
    traefik: [
      '# remove: stripPrefix',
      '# remove: stripPrefixRegex',
      '# remove: addPrefix',
      '# remove: replacePath',
      '# remove: replacePathRegex',
      '# in the static configuration:',
      'entryPoints:',
      '  websecure:',
      '    http:',
      '      encodedCharacters:',
      '        allowEncodedSlash: true',
      '        allowEncodedPercent: true',
    ],
    caddy: [
      '# remove: uri …',
      '# remove: rewrite …',
      '# remove: handle_path …',
      `reverse_proxy ${addressOf(site)}`,
    ],
    'ingress-nginx': ['# remove: nginx.ingress.kubernetes.io/rewrite-target'],
    envoy: [
      '# remove: prefix_rewrite',
      '# remove: regex_rewrite',
      '# in the connection manager:',
      'path_with_escaped_slashes_action: KEEP_UNCHANGED',
      'merge_slashes: false',
    ],
  }
}
