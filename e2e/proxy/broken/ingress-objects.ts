import type { Change } from '../site.ts'
import { after } from './case.ts'

const prefix = 'nginx.ingress.kubernetes.io/'
export const bodySize = `    ${prefix}proxy-body-size: '0'\n`
export const backend = 'service: { name: proxy-public, port: { name: http } }'
const buffers = '  large-client-header-buffers: 4 16k\n'
export const tls = '  tls:\n    - hosts: [hub.example.org]\n      secretName: hub-tls\n'
export const service =
  'kind: Service\nmetadata:\n  name: ingress-nginx-controller\n  namespace: ingress-nginx\n'

/** More annotations of the Ingress. */
export const annotated = (...lines: readonly string[]): Change[] => [
  after(bodySize, lines.map((line) => `    ${prefix}${line}\n`).join('')),
]
/** More settings of the controller. */
export const configured = (...lines: readonly string[]): Change => ({
  file: 'controller.yaml',
  ...after(buffers, lines.map((line) => `  ${line}\n`).join('')),
})
/** One more ConfigMap, and the key of the controller's that names it. */
export const namedMap = (key: string, data: readonly string[]): Change[] => [
  {
    file: 'controller.yaml',
    ...after(
      buffers,
      `  ${key}: ingress-nginx/extra
---
apiVersion: v1
kind: ConfigMap
metadata: { name: extra, namespace: ingress-nginx }
data:
${data.map((line) => `  ${line}\n`).join('')}`,
    ),
  },
]
/** Headers that the controller sets on every request. */
export const sent = (...data: readonly string[]) => namedMap('proxy-set-headers', data)
/** One more Ingress for a path. */
export const onPath = (path: string, annotation: string): Change[] => [
  {
    find: `          - path: /
            pathType: Prefix
            backend:
              ${backend}
`,
    put: `          - path: /
            pathType: Prefix
            backend:
              ${backend}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: some
  namespace: jupyterhub
  annotations:
    ${prefix}${annotation}
spec:
  rules:
    - host: hub.example.org
      http:
        paths:
          - path: ${path}
            pathType: Prefix
            backend: { ${backend} }
`,
  },
]
export const snippets = ["allow-snippet-annotations: 'true'", 'annotations-risk-level: Critical']
