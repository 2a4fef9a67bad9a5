import type { Change } from '../site.ts'
import type { BrokenCase, Case } from './case.ts'
import { atTop, inLocation, inServer, target } from './nginx-places.ts'

const passOn = { Host: '$http_host', Upgrade: '$http_upgrade', Connection: '$connection_upgrade' }

/** A proxy behind the one of the site, which passes everything on but for the headers that are named. */
function further(socket: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ ...passOn, ...headers }).map(
    ([name, value]) => `        proxy_set_header ${name} ${value};`,
  )
  return `server {
    listen unix:${socket};
    client_max_body_size 0;
    location / {
        ${target}
        proxy_http_version 1.1;
        proxy_buffering off;
${lines.join('\n')}
    }
}`
}

/** Two proxies behind the one of the site take turns. Their sockets are named shortly, since a path may not be long. */
function inTurns(headers: Readonly<Record<string, string>> = {}): Change[] {
  return [
    { find: target, put: 'proxy_pass http://turns;' },
    atTop(`upstream turns { server unix:one.sock; server unix:two.sock; }
${further('one.sock')}
${further('two.sock', headers)}`),
  ]
}

/** One of two is broken, so that half of what arrives is as it should be. */
export const brokenInTurns: BrokenCase[] = [
  {
    title: 'passes every second request to a proxy that changes Host',
    code: 'ws-origin-blocked',
    changes: inTurns({ Host: '$proxy_host' }),
  },
  {
    title: 'passes every second request to a proxy that removes Authorization',
    code: 'auth-header-stripped',
    changes: inTurns({ Authorization: '""' }),
  },
]

export const harmlessInTurns: Case[] = [
  { title: 'passes requests to two proxies in turns, which pass everything on', changes: inTurns() },
]

/** Two faults at once: both are named, what has to be repaired first is first, and its repair leaves the other. */
export const brokenTwice: BrokenCase[] = [
  {
    title: 'hides Set-Cookie, so that nobody gets to where Upgrade is dropped',
    code: 'cookies-stripped',
    beside: ['ws-upgrade-stripped'],
    changes: [
      ...inLocation('proxy_hide_header Set-Cookie;'),
      { find: 'Connection $connection_upgrade', put: 'Connection ""' },
    ],
  },
  {
    title: 'hides Set-Cookie, and removes Sec-Fetch-*, without which people can work',
    code: 'cookies-stripped',
    beside: ['fetch-metadata-stripped'],
    changes: inLocation(
      'proxy_hide_header Set-Cookie;\nproxy_set_header Sec-Fetch-Site "";\nproxy_set_header Sec-Fetch-Mode "";\nproxy_set_header Sec-Fetch-Dest "";',
    ),
  },
  {
    title: 'limits bodies and headers, which have the same code and other lines',
    code: 'edge-limits',
    beside: ['edge-limits'],
    changes: [
      { find: 'client_max_body_size 0;', put: 'client_max_body_size 1m;' },
      { find: 'large_client_header_buffers 4 16k;', put: 'large_client_header_buffers 4 4k;' },
    ],
  },
  {
    title: 'denies the API, and does not know /user/',
    code: 'edge-blocks-api',
    beside: ['edge-paths-missing'],
    changes: inServer('location /hub/api/ { deny all; }\nlocation /user/ { return 404; }'),
  },
]
