import type { EdgeName } from '../edges/edge.ts'
import { brokenApache, harmlessApache } from './apache.ts'
import { brokenCaddy, harmlessCaddy } from './caddy.ts'
import type { BrokenCase, Case } from './case.ts'
import { brokenEnvoy, harmlessEnvoy } from './envoy.ts'
import { brokenHaproxy, harmlessHaproxy } from './haproxy.ts'
import { brokenIngressNginx, harmlessIngressNginx } from './ingress-nginx.ts'
import { brokenInTurns, brokenTwice, harmlessInTurns } from './nginx-several.ts'
import { brokenNginx, harmlessNginx } from './nginx.ts'
import { brokenTraefik, harmlessTraefik } from './traefik.ts'

export const broken: Record<EdgeName, BrokenCase[]> = {
  nginx: [...brokenNginx, ...brokenInTurns, ...brokenTwice],
  apache: brokenApache,
  haproxy: brokenHaproxy,
  traefik: brokenTraefik,
  caddy: brokenCaddy,
  envoy: brokenEnvoy,
  'ingress-nginx': brokenIngressNginx,
}

export const harmless: Record<EdgeName, Case[]> = {
  nginx: [...harmlessNginx, ...harmlessInTurns],
  apache: harmlessApache,
  haproxy: harmlessHaproxy,
  traefik: harmlessTraefik,
  caddy: harmlessCaddy,
  envoy: harmlessEnvoy,
  'ingress-nginx': harmlessIngressNginx,
}
