import type { CatalogEntry } from './entry.ts'

/** Starting servers, and reaching those that run. */
export const serverFindings = {
  'progress-silent': {
    severity: 'error',
    title: 'The page of a starting server cannot read its progress',
    text: 'The page waits for a stream of events that was refused, cut or blocked, and it does not say so. The server may have started long ago; reloading the page then leads to it.',
  },
  'spawn-timeout': {
    severity: 'error',
    title: 'A server did not start, or did not answer, in time',
    text: 'Either the spawner needed longer than start_timeout, or the server was started and the hub got no answer at its address within http_timeout. The first is about resources and images, the second about addresses and networks.',
  },
  'spawn-failed': {
    severity: 'error',
    title: 'A server did not start',
    text: 'The spawner raised an error. The API answers every failed start with the same words; the spawner’s own reason stands in the hub’s log and in the progress of the start.',
  },
  'hub-unreachable-from-server': {
    severity: 'error',
    title: 'A user’s server cannot reach the hub',
    text: 'The server runs and gets no answer at the address of the hub’s API, so it can neither check its visitors nor report activity. Mostly the hub listens on 127.0.0.1 only, or a network rule or proxy setting is in the way.',
  },
  'target-down-503': {
    severity: 'error',
    title: 'Nobody answers where the proxy’s route leads',
    text: 'The proxy has a route for a server or service and nobody listens at its end. The server was killed or evicted and the hub has not noticed yet, or the service has stopped.',
  },
  'server-stopped-424': {
    severity: 'info',
    title: 'A tab still asks for a server that has stopped',
    text: 'The server was stopped or culled and a page of it is still open somewhere. The hub answers 424 to its calls; starting the server again makes it end.',
  },
  'version-mismatch-loop': {
    severity: 'warning',
    title: 'The server’s JupyterHub is another version than the hub’s',
    text: 'Different major versions in the hub and in the user’s image may fail to log in and send the browser in circles.',
  },
  'spawn-throttled-429': {
    severity: 'warning',
    title: 'The hub limits how many servers start or run',
    text: 'Too many servers are starting at once, or as many run as the hub allows. It tells callers to come back later.',
  },
  'pending-400': {
    severity: 'warning',
    title: 'The server is busy with something else',
    text: 'It is starting, stopping or running already, so the hub refuses what does not fit that. Somebody else, or the hub itself, was quicker.',
  },
  'named-server-refused': {
    severity: 'warning',
    title: 'The hub does not allow this named server',
    text: 'Named servers are off, the user has as many as allowed, or the name is not one that this version of the hub accepts.',
  },
} as const satisfies Record<string, CatalogEntry>
