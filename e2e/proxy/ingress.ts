import type { Change } from './site.ts'

/**
 * Makes of the Envoy of deploy/ an ingress as platforms have it: one address for all applications, and the Host says
 * which one is meant. The hub is `localhost`; the server of a user is an application of its own, `127.0.0.1`.
 */
export function hostRouting(serverPort: number): Change[] {
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
