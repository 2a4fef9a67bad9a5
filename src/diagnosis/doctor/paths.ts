/** What the probes ask of the service, below its prefix. */
export const probePaths = {
  echo: 'api/echo',
  stream: 'api/stream',
  socket: 'api/ws',
  handshake: 'api/ws/seen',
  probe: 'api/probe',
  probeTarget: 'api/probe/target',
  probeVisitors: 'api/probe/visitors',
  proof: 'api/proof',
} as const
