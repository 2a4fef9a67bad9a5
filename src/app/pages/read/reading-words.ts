import type { Source } from '#diagnosis/read/line.ts'
import type { Reading } from '#diagnosis/read/reading.ts'

const names: Record<Source, string> = {
  hub: 'of the hub',
  server: 'of users’ servers',
  python: 'of other services',
  chp: 'of the hub’s proxy',
  nginx: 'of nginx',
  apache: 'of Apache',
  haproxy: 'of HAProxy',
  traefik: 'of Traefik',
  caddy: 'of Caddy',
  envoy: 'of Envoy',
  access: 'of access logs',
  browser: 'of a browser’s console',
  curl: 'of curl',
  har: 'of HAR files',
  config: 'of configuration',
  other: 'of no form known here',
}

const number = new Intl.NumberFormat('en')

/** What was read, by who wrote it: "1,204 lines: 1,100 of the hub, 104 of nginx". */
export function whatWasRead({ lines, sources }: Pick<Reading, 'lines' | 'sources'>): string {
  const parts = [...sources]
    .filter(([, count]) => count > 0)
    .toSorted(([a, first], [b, second]) => Number(a === 'other') - Number(b === 'other') || second - first)
    .map(([source, count]) => `${number.format(count)} ${names[source]}`)
  return `${number.format(lines)} ${lines === 1 ? 'line' : 'lines'}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`
}

/** "No known problem", "1 finding", "3 findings". */
export function howMany(findings: number): string {
  if (findings === 0) return 'No known problem'
  return findings === 1 ? '1 finding' : `${findings} findings`
}

/** "20.1 MB in 3.2 s". */
export function howFast(bytes: number, milliseconds: number): string {
  const size =
    bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${size} in ${(milliseconds / 1000).toFixed(1)} s`
}
