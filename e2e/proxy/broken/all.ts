import type { EdgeName } from '../edges/edge.ts'
import { brokenApache, earlyApache, harmlessApache } from './apache.ts'
import { brokenCaddy, earlyCaddy, harmlessCaddy } from './caddy.ts'
import type { BrokenCase, Case, EarlyCase } from './case.ts'
import { brokenEnvoy, earlyEnvoy, harmlessEnvoy } from './envoy.ts'
import { brokenHaproxy, earlyHaproxy, harmlessHaproxy } from './haproxy.ts'
import { brokenIngressNginx, earlyIngressNginx, harmlessIngressNginx } from './ingress-nginx.ts'
import { brokenInTurns, brokenTwice, harmlessInTurns } from './nginx-several.ts'
import { brokenNginx, earlyNginx, harmlessNginx } from './nginx.ts'
import { brokenTraefik, earlyTraefik, harmlessTraefik } from './traefik.ts'

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

/** What breaks hubs before 4. More of nginx stand in referer-cases.ts, where people had them. */
export const early: Record<EdgeName, EarlyCase[]> = {
  nginx: earlyNginx,
  apache: earlyApache,
  haproxy: earlyHaproxy,
  traefik: earlyTraefik,
  caddy: earlyCaddy,
  envoy: earlyEnvoy,
  'ingress-nginx': earlyIngressNginx,
}
