import type { Edge } from './edge.ts'

export const envoy: Edge = {
  name: 'envoy',
  origin: { kind: 'wheel', command: 'envoy' },
  files: ['envoy.yaml'],
  toLoopback: (text) => text.replaceAll('address: 0.0.0.0', 'address: 127.0.0.1'),
  around: () => ({}),
  arguments: ({ directory }) => [
    '--config-path',
    `${directory}/envoy.yaml`,
    '--concurrency',
    '1',
    '--use-dynamic-base-id',
    '--log-level',
    'warning',
  ],
}
