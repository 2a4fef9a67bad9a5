import { apache } from './apache.ts'
import { caddy } from './caddy.ts'
import type { Edge, EdgeName } from './edge.ts'
import { envoy } from './envoy.ts'
import { haproxy } from './haproxy.ts'
import { ingressNginx } from './ingress-nginx.ts'
import { nginx } from './nginx.ts'
import { traefik } from './traefik.ts'

/** The proxies of deploy/proxies, by name. */
export const edges: Record<EdgeName, Edge> = {
  nginx,
  apache,
  haproxy,
  traefik,
  caddy,
  envoy,
  'ingress-nginx': ingressNginx,
}
