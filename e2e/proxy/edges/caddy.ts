import type { Edge } from './edge.ts'

export const caddy: Edge = {
  name: 'caddy',
  origin: { kind: 'wheel', command: 'caddy' },
  files: ['Caddyfile'],
  // `default_bind` below does it.
  toLoopback: (text) => text,
  around: ({ directory, site }) => ({
    'main.Caddyfile': `{
	admin off
	persist_config off
	storage file_system ${directory}/data
	skip_install_trust
	default_bind 127.0.0.1
	https_port ${site.port}
	http_port ${site.plainPort}
}
import ${directory}/Caddyfile
`,
  }),
  arguments: ({ directory }) => ['run', '--config', `${directory}/main.Caddyfile`, '--adapter', 'caddyfile'],
}
