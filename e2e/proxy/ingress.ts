import type { Change } from './site.ts'

/** Proxies that stand for a platform's ingress. */
export type IngressName = 'envoy' | 'nginx'

/**
 * Makes of a proxy of deploy/ an ingress as platforms have it: one address for all applications, and the Host says
 * which one is meant. The hub is `localhost`; the server of a user is an application of its own, `127.0.0.1`.
 */
export function hostRouting(name: IngressName, serverPort: number): Change[] {
  return name === 'envoy' ? inEnvoy(serverPort) : inNginx(serverPort)
}

/** With nginx's own limits for headers, which are lower than those of the hub's proxy. */
function inNginx(serverPort: number): Change[] {
  return [
    {
      find: 'server {\n    listen 443 ssl http2;\n    server_name hub.example.org;\n',
      put: `server {
    listen 443 ssl http2;
    server_name 127.0.0.1;
    ssl_certificate     /etc/ssl/hub.example.org/fullchain.pem;
    ssl_certificate_key /etc/ssl/hub.example.org/privkey.pem;
    location / {
        proxy_pass http://127.0.0.1:${serverPort};
        proxy_set_header Host $http_host;
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
    }
}

server {
    listen 443 ssl http2;
    server_name hub.example.org;
`,
    },
    { find: '    large_client_header_buffers 4 16k;\n', put: '' },
  ]
}

function inEnvoy(serverPort: number): Change[] {
  return [
    {
      find: '                  virtual_hosts:\n                    - name: jupyterhub\n',
      put: `                  virtual_hosts:
                    - name: server
                      domains: [127.0.0.1]
                      routes:
                        - match: { prefix: / }
                          route: { cluster: server, timeout: 0s }
                    - name: jupyterhub
`,
    },
    {
      find: '  clusters:\n',
      put: `  clusters:
    - name: server
      type: STATIC
      connect_timeout: 5s
      load_assignment:
        cluster_name: server
        endpoints:
          - lb_endpoints:
              - endpoint: { address: { socket_address: { address: 127.0.0.1, port_value: ${serverPort} } } }
`,
    },
    {
      find: '                stat_prefix: https\n',
      put: `                stat_prefix: https
                access_log:
                  - name: envoy.access_loggers.stdout
                    typed_config:
                      '@type': type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog
                      log_format:
                        text_format_source: { inline_string: "%REQ(:AUTHORITY)% %REQ(:PATH)% %RESPONSE_CODE%\\n" }
`,
    },
  ]
}

/** A spawner that tells the hub the server's address at the ingress, as spawners of such platforms do. */
export function publicNameSpawner(ingressPort: number, serverPort: number): string {
  return `
from scripted import StackSpawner

class PublicNameSpawner(StackSpawner):
    async def start(self):
        await super().start()
        return "https://127.0.0.1:${ingressPort}"

c.JupyterHub.spawner_class = PublicNameSpawner
c.Spawner.port = ${serverPort}
`
}
