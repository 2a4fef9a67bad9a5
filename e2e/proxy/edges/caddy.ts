import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edge } from './edge.ts'

/** The operator's file, with the global options of the test before those that it may have. */
function withOptions(text: string, options: string): string {
  const own = /^(?:#[^\n]*\n|\s)*\{\n/.exec(text)?.[0]
  return own === undefined ? `{\n${options}}\n${text}` : `{\n${options}${text.slice(own.length)}`
}

export const caddy: Edge = {
  name: 'caddy',
  origin: { kind: 'wheel', command: 'caddy' },
  files: ['Caddyfile'],
  // `default_bind` below does it.
  toLoopback: (text) => text,
  around: ({ directory, site }) => ({
    'main.Caddyfile': withOptions(
      readFileSync(join(directory, 'Caddyfile'), 'utf8'),
      `	admin off
	persist_config off
	storage file_system ${directory}/data
	skip_install_trust
	default_bind 127.0.0.1
	https_port ${site.port}
	http_port ${site.plainPort}
`,
    ),
  }),
  arguments: ({ directory }) => ['run', '--config', `${directory}/main.Caddyfile`, '--adapter', 'caddyfile'],
}
