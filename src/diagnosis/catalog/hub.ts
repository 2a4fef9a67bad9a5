import type { CatalogEntry } from './entry.ts'

/** What the hub itself does, cannot do, or does not do in this version. */
export const hubFindings = {
  'list-poisoned': {
    severity: 'error',
    title: 'One user’s start options break every list of users',
    text: 'Before 5.5.3 and 6.1.0, somebody who starts a server with certain options makes every list of users fail with a 500 that holds them: at once from 5.0 on, after the next start of the hub on older ones. After a start the hub cannot read that user alone either, and it does not start at all while such a server runs (GHSA-hx46-2cv3-mh6g).',
  },
  'list-truncated': {
    severity: 'warning',
    title: 'A list was cut at the page limit',
    text: 'The caller does not ask for pages, so the hub gives the first 200 entries at most and says so only in its log. What comes after is missing.',
  },
  'hub-slow': {
    severity: 'warning',
    title: 'The hub is held up',
    text: 'The hub does one thing at a time. A slow database, a long list, an authenticator or a spawner that blocks makes everybody wait.',
  },
  'groups-locked': {
    severity: 'error',
    title: 'Groups are managed by the authenticator',
    text: 'With manage_groups the authenticator sets groups at login. Hubs from 2.2 to 5.2 refuse changes over the API; later ones accept them, and the next login may undo them.',
  },
  'tornado-skew-500': {
    severity: 'error',
    title: 'This hub fails on the Tornado it runs with',
    text: 'Hubs 4.0.x set a property that newer Tornado versions made read-only, so that every refusal for XSRF becomes a 500.',
  },
  'hub-error': {
    severity: 'error',
    title: 'The hub failed with an exception',
    text: 'The hub’s log holds a traceback. The last line of it names the fault; the lines above tell which part of the hub, authenticator or spawner it comes from.',
  },
  'not-in-this-version': {
    severity: 'warning',
    title: 'This version of the hub does not have that',
    text: 'The operation came with a later version, or was removed with one.',
  },
  'not-found': {
    severity: 'info',
    title: 'The hub has nothing of that name',
    text: 'The caller would have been allowed to see it. It may have been removed or renamed.',
  },
  'client-mistake': {
    severity: 'warning',
    title: 'The caller sent what the API does not take',
    text: 'The body is no JSON, or a field or query parameter has a form that the hub does not accept. The hub’s sentence names it.',
  },
  'input-refused': {
    severity: 'info',
    title: 'The hub does not accept this name or value',
    text: 'The name is invalid or taken, or something that must be given is missing. The hub’s sentence names it.',
  },
  'hub-unreachable': {
    severity: 'error',
    title: 'The hub does not answer',
    text: 'Whoever asked got no connection or no answer at the hub’s address. The hub may be starting again, or a network rule keeps the caller from it.',
  },
} as const satisfies Record<string, CatalogEntry>
