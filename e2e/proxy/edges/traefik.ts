import type { Edge } from './edge.ts'

export const traefik: Edge = {
  name: 'traefik',
  origin: { kind: 'wheel', command: 'traefik' },
  files: ['jupyterhub.yml', 'traefik.yml'],
  toLoopback: (text, directory) =>
    text.replaceAll("address: ':", "address: '127.0.0.1:").replaceAll('/etc/traefik', directory),
  around: () => ({}),
  arguments: ({ directory }) => [`--configFile=${directory}/traefik.yml`],
  // The port opens before the routes are there.
  isStillLoading: ({ status, body }) => status === 404 && body.startsWith('404 page not found'),
}
