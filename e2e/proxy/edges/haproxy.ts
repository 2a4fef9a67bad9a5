import type { Edge } from './edge.ts'

export const haproxy: Edge = {
  name: 'haproxy',
  origin: {
    kind: 'debian',
    commands: ['haproxy', '/usr/sbin/haproxy', '/usr/local/sbin/haproxy'],
    packages: ['haproxy'],
  },
  files: ['jupyterhub.cfg'],
  toLoopback: (text) => text.replaceAll('bind *:', 'bind 127.0.0.1:'),
  around: () => ({ 'global.cfg': 'global\n    maxconn 200\n    log stdout format raw local0\n' }),
  arguments: ({ directory }) => ['-db', '-f', `${directory}/global.cfg`, '-f', `${directory}/jupyterhub.cfg`],
}
