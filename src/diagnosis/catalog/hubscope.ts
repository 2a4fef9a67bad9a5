import type { CatalogEntry } from './entry.ts'

/** What only this page and its service can meet. */
export const hubscopeFindings = {
  'service-refused': {
    severity: 'error',
    title: 'Hubscope’s own service refused',
    text: 'The request did not reach the hub: Hubscope’s service lets through only what the page may ask, from the page’s own origin.',
  },
  'service-unreachable': {
    severity: 'error',
    title: 'Hubscope’s service could not be reached',
    text: 'The browser got no answer at all: the network is gone, the proxy in front of the hub is down, or the connection was cut.',
  },
  'no-answer-in-time': {
    severity: 'error',
    title: 'No answer came in time',
    text: 'The request was sent and no complete answer came back. The hub may be busy: a slow database or a long list holds up everybody.',
  },
  'answer-cut-off': {
    severity: 'error',
    title: 'The answer broke off on its way',
    text: 'The answer began and its end never came: the connection was cut, or somebody in between allows answers too little time.',
  },
  'unexpected-answer': {
    severity: 'error',
    title: 'The answer has a form that Hubscope does not know',
    text: 'Either something changed the answer on its way, or this hub’s version answers differently.',
  },
  unexplained: {
    severity: 'error',
    title: 'The hub refused, and no known cause fits',
    text: 'All there is are the hub’s own words and its status.',
  },
} as const satisfies Record<string, CatalogEntry>
